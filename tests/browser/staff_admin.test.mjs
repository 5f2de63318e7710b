/* The pages of an administrator. */
import { walkStaff } from "../lib/staff_walk.mjs";

walkStaff(["admin"], (pattern) => pattern.startsWith("/admin"));
