/** The page: whose centre, the number, what it is about to come to, and whether that is still true. */
import { html, useEffect, useRef } from "../shared/preact.js";
import { CheckIn } from "../citizen/check_in.js";
import { LanguageButton, named, useLanguage } from "../citizen/language.js";
import { clock } from "../citizen/time.js";
import { Acts } from "./acts.js";
import { shakes, useAlarm } from "./alarm.js";
import { Rating } from "./rating.js";
import { Stops } from "./stops.js";
import { Emergency, Turn } from "./turn.js";
import { useFollow } from "./use_follow.js";
import { WORDS } from "./words.js";

const MAY_BE_CALLED = ["waiting", "called", "held", "no_show"];

export function FollowPage({ secret, centre }) {
  const alarm = useAlarm();
  const { snapshot, link, over } = useFollow(secret, alarm.ring);
  const { language, words, change } = useLanguage(WORDS, snapshot && snapshot.language);
  useTitle(snapshot, words);
  useNudge(snapshot, alarm.nudge);
  return html`
    <div class="page">
      <header class="top">
        <p class="top-centre">${named(centre, language)}</p>
        <${LanguageButton} language=${language} change=${change} />
      </header>
      ${over ? html`<${Over} words=${words} />` : !snapshot ? html`<${Joining} link=${link} words=${words} />` : html`
        <${Lost} link=${link} snapshot=${snapshot} words=${words} />
        <main class=${link === "live" ? "turn" : "turn turn-stale"}>
          <${Emergency} snapshot=${snapshot} language=${language} />
          <${Turn} snapshot=${snapshot} language=${language} words=${words} />
          <${Rating} secret=${secret} snapshot=${snapshot} language=${language} words=${words} />
          ${snapshot.here_by && html`<section class="card"><${CheckIn} secret=${secret} number=${snapshot.number} hereBy=${snapshot.here_by} language=${language} /></section>`}
          <${Stops} snapshot=${snapshot} language=${language} words=${words} />
          ${MAY_BE_CALLED.includes(snapshot.state) && html`<${AlarmButton} alarm=${alarm} words=${words} />`}
          <${Acts} secret=${secret} snapshot=${snapshot} live=${link === "live"} language=${language} words=${words} />
        </main>
        <${Foot} link=${link} snapshot=${snapshot} words=${words} />
      `}
    </div>
  `;
}

const Joining = ({ link, words }) => html`
  <main class="card said" role="status"><p>${link === "lost" ? words.noLine : words.joining}</p></main>
`;

const Over = ({ words }) => html`
  <main class="card said"><h1>${words.over}</h1><p>${words.overMore}</p></main>
`;

const Lost = ({ link, snapshot, words }) => html`
  <div role="alert">${link === "lost" && html`
    <p class="lost"><strong>${words.lost}</strong> ${words.lostMore(clock(snapshot.at))}</p>
  `}</div>
`;

const AlarmButton = ({ alarm, words }) => html`
  <div class="alarm">
    <button type="button" class="button" aria-pressed=${alarm.on} onClick=${alarm.turn}>
      <span class=${alarm.on ? "icon icon-bell" : "icon icon-bell-off"} aria-hidden="true"></span>
      ${alarm.on ? words.alarmOn(shakes) : words.alarmOff(shakes)}
    </button>
    <p class="soft">${alarm.on ? words.alarmOnMore : words.alarmOffMore}</p>
  </div>
`;

const Foot = ({ link, snapshot, words }) => html`
  <footer class="foot soft">
    ${snapshot.trial && html`<p><span class="badge">${words.trial}</span></p>`}
    ${link === "live" && html`<p>${words.asOf(clock(snapshot.at))}</p>`}
    <p>${words.private}</p>
  </footer>
`;

/** Once it has become almost their turn while they waited. */
function useNudge(snapshot, nudge) {
  const before = useRef(null);
  useEffect(() => {
    if (!snapshot) return;
    if (before.current && !before.current.almost && snapshot.almost) nudge();
    before.current = snapshot;
  }, [snapshot]);
}

/** The page's name in the list of open pages says where to go. */
function useTitle(snapshot, words) {
  useEffect(() => {
    if (!snapshot) return;
    const where = snapshot.state === "called" ? ` · ${words.counter(snapshot.counter)}` : "";
    document.title = snapshot.number + where;
  }, [snapshot, words]);
}
