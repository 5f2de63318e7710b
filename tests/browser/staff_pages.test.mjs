/* The pages of whoever is signing in, has an account, or looks after the entry of an organisation. */
import { walkStaff } from "../lib/staff_walk.mjs";

walkStaff(["half", "again", "account", "editor"], (pattern) => !/^\/(coordinator|admin|account\/(roles|second-factor))\b/.test(pattern));
