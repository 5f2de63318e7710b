/* The pages of a coordinator. */
import { walkStaff } from "../lib/staff_walk.mjs";

walkStaff(["coordinator"], (pattern) => pattern.startsWith("/coordinator"));
