/** Appointments: who is expected when, and what is still free. */
import { openStaffPage } from "/static/staff/staff_page.js";
import { AppointmentsPage } from "./appointments_page.js";

openStaffPage(AppointmentsPage);
