/* The pages of a coordinator, those of the code app and of a role to give up among them. */
import { walkStaff } from "../lib/staff_walk.mjs";

walkStaff(["coordinator"], (pattern) => /^\/(coordinator|account\/(roles|second-factor))\b/.test(pattern));
