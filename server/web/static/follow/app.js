/** A citizen's turn on their own phone, for as long as the page is open. */
import { html, render } from "../shared/preact.js";
import { FollowPage } from "./follow_page.js";

const place = document.getElementById("app");
const [secret] = location.pathname.split("/").slice(-1); // nowhere else is it kept or sent in an address
const centre = { name: place.dataset.centre, name_en: place.dataset.centreEn };

place.textContent = ""; // what was there until the page came
render(html`<${FollowPage} secret=${secret} centre=${centre} />`, place);
