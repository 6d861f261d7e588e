/** People, devices and waits as the newest snapshot tells them; a supervisor sees the waits. */
import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { HallWay, TopBar } from "/static/staff/header.js";
import { Messages } from "/static/staff/messages.js";
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
  if (news.refused) {
    return html`${top}<main class="arriving">
      <p role="alert" class="page-trouble">${news.refused}</p>
      <a class="button" href="/counter">${say("choose_counter")}</a>
    </main>`;
  }
  if (!news.snapshot) {
    return html`${top}<main class="arriving">
      <p role="status">${say(news.link === "lost" ? "link_lost_long" : "loading")}</p>
    </main>`;
  }
  return html`${top}<${Accounts} ...${page} news=${news} />`;
}

function AdminTop(page) {
  const { say, named } = useWords();
  const place = html`<h1 class="top-counter">
    <span class="top-place">${say("accounts")}</span>
    <span class="top-name">${named(page.centre)}</span>
  </h1>`;
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
