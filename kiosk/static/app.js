// The touch screen: one header, one screen at a time, the way between them, and help at the foot.
import { html, useEffect, useReducer, useRef } from "/shared/preact.js";
import { dress } from "./access.js";
import { listenToKeys } from "./arrows.js";
import { isFresh, move, start } from "./flow.js";
import { GuideProvider } from "./guide.js";
import { useIdle } from "./idle.js";
import { useNews } from "./news.js";
import { useScans } from "./scans.js";
import { wordsIn } from "./words.js";
import { Header } from "./parts/header.js";
import { Helps } from "./parts/helps.js";
import { IdleQuestion } from "./parts/idle-question.js";
import { ScanLine } from "./parts/scan-line.js";
import { AgencyScreen } from "./screens/agency.js";
import { CodeScreen } from "./screens/code.js";
import { ConfirmScreen } from "./screens/confirm.js";
import { FieldsScreen } from "./screens/fields.js";
import { NumberScreen } from "./screens/number.js";
import { ProblemScreen } from "./screens/problem.js";
import { RatingScreen } from "./screens/rating.js";
import { ScanScreen } from "./screens/scan.js";
import { SearchScreen } from "./screens/search.js";
import { standstill, StandstillScreen } from "./screens/standstill.js";

const SCREENS = {
  fields: FieldsScreen, agency: AgencyScreen, search: SearchScreen,
  confirm: ConfirmScreen, number: NumberScreen, problem: ProblemScreen,
  code: CodeScreen, scan: ScanScreen, rating: RatingScreen,
};
const AT_ANY_HOUR = ["number", "rating"]; // what has begun is ended, though no numbers are given
const NO_SETTINGS = { language: document.documentElement.lang, idle_seconds: 30, idle_grace_seconds: 15, guide: [], scanner: "none" };

export function App() {
  const { state, alive } = useNews();
  const settings = state ? state.settings : NO_SETTINGS;
  const [flow, act] = useReducer(move, start(settings.language));
  const home = () => act({ move: "home", language: settings.language });
  useNewProgram(state, flow, settings);
  useEscape(flow, act, home);
  dress(flow.access, flow.language);

  const standing = AT_ANY_HOUR.includes(flow.screen) ? null : standstill(state, alive);
  const screen = standing ? "standstill" : flow.screen;
  const height = state && state.alone ? "lower" : "whole"; // the line under the header takes room: measured anew
  const waiting = flow.screen !== "number" && !isFresh(flow, settings.language);
  const [left, stay] = useIdle(waiting, settings.idle_seconds, settings.idle_grace_seconds, home);
  const onScan = (scan) => {
    act({ move: "scanned", scan, standing, asking: left !== null });
    stay();
  };
  useScans(settings.scanner, onScan);

  const words = wordsIn(flow.language);
  const Screen = standing ? StandstillScreen : SCREENS[flow.screen];
  const all = { state, settings, flow, act, home, words, standing, onScan };
  return html`
    <${GuideProvider} on=${flow.access.spoken} language=${flow.language}>
      <${Header} ...${all} />
      <main key=${`${screen} ${flow.screen === "number" ? "" : height}`} class="main main-${screen}"><${Screen} ...${all} /></main>
      <${ScanLine} ...${all} />
      <${Helps} ...${all} />
      ${left !== null && html`<${IdleQuestion} words=${words} left=${left} stay=${stay} home=${home} />`}
    </${GuideProvider}>
  `;
}

// Escape on a real keyboard: one step back, and from the end of the way to its beginning.
function useEscape(flow, act, home) {
  const escape = useRef(null);
  escape.current = () => (["number", "problem"].includes(flow.screen) ? home() : act({ move: "back" }));
  useEffect(() => listenToKeys(() => escape.current()), []);
}

// After an upgrade the program runs anew: the page must not stay the old one.
function useNewProgram(state, flow, settings) {
  const run = state ? state.version.split(".")[0] : null;
  const fresh = isFresh(flow, settings.language);
  useEffect(() => {
    if (!run) return;
    window.luotRun = window.luotRun || run;
    if (fresh && window.luotRun !== run) location.reload();
  }, [run, fresh]);
}
