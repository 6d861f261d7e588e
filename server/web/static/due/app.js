/** Đôn đốc: what agencies are to be urged about, and that they were. */
import { openStaffPage } from "/static/staff/staff_page.js";
import { DuePage } from "./due_page.js";

openStaffPage(DuePage);
