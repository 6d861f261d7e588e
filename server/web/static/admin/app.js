/** The accounts' page: who is signed in, and then people, devices and waits. */
import { openStaffPage } from "/static/staff/staff_page.js";
import { AdminPage } from "./admin_page.js";

openStaffPage(AdminPage);
