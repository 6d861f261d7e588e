/** People, devices and waits as the newest snapshot tells them; a supervisor sees the waits. */
import { html, useEffect, useState } from "/shared/preact.js";
import { HallWay, PagePlace, TopBar } from "/static/staff/header.js";
import { Messages } from "/static/staff/messages.js";
import { Arriving } from "/static/staff/staff_page.js";
import { useNews } from "/static/staff/use_news.js";
import { useWords } from "/static/staff/words.js";
import { DeviceDialog } from "./device_dialog.js";
import { Devices } from "./devices.js";
import { Locks } from "./locks.js";
import { People } from "./people.js";
import { PersonDialog } from "./person_dialog.js";
import { useAdminCommands } from "./use_admin_commands.js";

const AUDIENCE = { namespace: "/admin", auth: {}, path: "/locks" };

export function AdminPage(page) {
  const { say, language } = useWords();
  const news = useNews(page.server, AUDIENCE);
  useEffect(() => {
    document.title = `${say("accounts")} – ${say("product")}`;
  }, [language]);
  const top = html`<${AdminTop} ...${page} link=${news.refused ? null : news.link}
    ahead=${news.ahead} onLeave=${news.leave} />`;
  if (news.refused || !news.snapshot) return html`${top}<${Arriving} news=${news} />`;
  return html`${top}<${Accounts} ...${page} news=${news} />`;
}

function AdminTop(page) {
  const { say } = useWords();
  const place = html`<${PagePlace} name="accounts" centre=${page.centre} />`;
  const ways = html`<${HallWay} person=${page.person} />
    <a class="button quiet" href="/counter">${say("counters")}</a>`;
  return html`<${TopBar} ...${page} place=${place} ways=${ways} />`;
}

function Accounts({ server, person, news }) {
  const { say } = useWords();
  const { snapshot, link } = news;
  const live = link === "live";
  const commands = useAdminCommands({ server, refresh: news.refresh });
  const [chosen, setChosen] = useState({});
  const shared = { snapshot, live, commands };
  const close = () => setChosen({});
  const admin = person.role === "admin";
  return html`
    ${!live && html`<p class="link-banner" role="alert">
      <span class="icon icon-lost"></span>${say("link_lost_long")}</p>`}
    <main class=${admin ? "admin" : "admin waits-only"}>
      <${Locks} ...${shared} />
      ${admin && html`
        <${People} ...${shared} onChoose=${(one) => setChosen({ person: one })} />
        <${Devices} ...${shared} onChoose=${(one) => setChosen({ device: one })} />`}
    </main>
    <div class="admin-messages"><${Messages} ...${commands} /></div>
    ${chosen.person && html`<${PersonDialog} person=${chosen.person} ...${shared}
      onClose=${close} />`}
    ${chosen.device && html`<${DeviceDialog} device=${chosen.device} ...${shared}
      onClose=${close} />`}
  `;
}
