/** The reports: who is signed in, and then one report at a time. */
import { openStaffPage } from "/static/staff/staff_page.js";
import { ReportsPage } from "./reports_page.js";

openStaffPage(ReportsPage, async (server) => ({ reports: (await server.get("/reports")).items }));
