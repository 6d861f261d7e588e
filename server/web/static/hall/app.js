/** The supervisors' hall: who is signed in, and then everything at one glance. */
import { openStaffPage } from "/static/staff/staff_page.js";
import { HallPage } from "./hall_page.js";

openStaffPage(HallPage, async (server) => ({ desk: await server.get("/desk") }));
