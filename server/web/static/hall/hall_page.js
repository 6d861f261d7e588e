/** The hall as the newest snapshot tells it: alerts first, then queues, counters and devices. */
import { html, useEffect, useState } from "/shared/preact.js";
import { AccountsWay, AppointmentsWay, PagePlace, TopBar } from "/static/staff/header.js";
import { Messages } from "/static/staff/messages.js";
import { namesOf } from "/static/staff/names.js";
import { useServerNow } from "/static/staff/time.js";
import { SessionEndBanner } from "/static/staff/session_end.js";
import { Arriving } from "/static/staff/staff_page.js";
import { useNews } from "/static/staff/use_news.js";
import { supervises } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { Alerts, inTurn } from "./alerts.js";
import { Announcements, EmergencyBanner, EmergencyDialog, NoticesDialog } from "./announce.js";
import { ByHandDialog } from "./by_hand.js";
import { Changes, PutBackDialog } from "./changes.js";
import { CounterDialog } from "./counter_dialog.js";
import { Counters } from "./counters.js";
import { Devices } from "./devices.js";
import { FieldDialog } from "./field_dialog.js";
import { Fields } from "./fields.js";
import { Glance } from "./glance.js";
import { useHallCommands } from "./use_hall_commands.js";

const TELLING = {
  notices: NoticesDialog, emergency: EmergencyDialog, by_hand: ByHandDialog, put_back: PutBackDialog,
};
const AUDIENCE = { namespace: "/hall", auth: {}, path: "/hall" };

export function HallPage(page) {
  const news = useNews(page.server, AUDIENCE);
  const top = html`<${HallTop} ...${page} link=${news.refused ? null : news.link}
    ahead=${news.ahead} onLeave=${news.leave} />`;
  if (news.refused || !news.snapshot) return html`${top}<${Arriving} news=${news} />`;
  return html`${top}<${Hall} ...${page} news=${news} />`;
}

function HallTop(page) {
  const { say } = useWords();
  const place = html`<${PagePlace} name="hall" centre=${page.centre} />`;
  const ways = html`<${AccountsWay} person=${page.person} />
    <${AppointmentsWay} centre=${page.centre} />
    <a class="button quiet" href="/due">${say("due")}</a>
    <a class="button quiet" href="/reports">${say("reports")}</a>
    <a class="button quiet" href="/counter">${say("counters")}</a>`;
  return html`<${TopBar} ...${page} place=${place} ways=${ways} />`;
}

function Hall({ server, person, centre, desk, news }) {
  const words = useWords();
  const { snapshot, ahead, link } = news;
  const live = link === "live";
  const commands = useHallCommands({ server, refresh: news.refresh });
  const [chosen, setChosen] = useState({});
  const shared = {
    snapshot,
    centre,
    desk,
    names: namesOf(centre, words),
    now: useServerNow(ahead),
    zone: centre.timezone,
    live,
    acts: supervises(person),
    commands,
  };
  useTitle(snapshot.alerts, words);
  const close = () => setChosen({});
  const counter = snapshot.counters.find((one) => one.id === chosen.counter);
  const field = snapshot.fields.find((one) => one.id === chosen.field);
  const Telling = TELLING[chosen.tell];
  const tell = (what) => setChosen({ tell: what });
  return html`
    ${!live && html`<p class="link-banner" role="alert">
      <span class="icon icon-lost"></span>${words.say("hall_lost")}</p>`}
    <${EmergencyBanner} ...${shared} onChoose=${tell} />
    <${SessionEndBanner} ended=${snapshot.session_end} />
    <${Glance} ...${shared} />
    <main class=${live ? "hall" : "hall stale"}>
      <div class="hall-side">
        <${Alerts} ...${shared} />
        <${Devices} ...${shared} />
        <${Announcements} ...${shared} onChoose=${tell} />
        <${Changes} ...${shared} onChoose=${tell} />
      </div>
      <div class="hall-work">
        <${Fields} ...${shared} onChoose=${(id) => setChosen({ field: id })} />
        <${Counters} ...${shared} onChoose=${(id) => setChosen({ counter: id })} />
      </div>
    </main>
    <div class="hall-messages"><${Messages} ...${commands} /></div>
    ${counter && html`<${CounterDialog} key=${counter.id} counter=${counter} ...${shared}
      onClose=${close} />`}
    ${field && html`<${FieldDialog} key=${field.id} field=${field} ...${shared}
      onClose=${close} />`}
    ${Telling && html`<${Telling} ...${shared} onClose=${close} />`}
  `;
}

/** The window's title counts what nobody looks after yet, for a page behind another one. */
function useTitle(alerts, { say, language }) {
  const open = inTurn(alerts).filter((one) => !one.acknowledged_by).length;
  useEffect(() => {
    document.title = [open ? `(${open})` : "", say("hall"), "–", say("product")]
      .filter(Boolean)
      .join(" ");
  }, [open, language]);
}
