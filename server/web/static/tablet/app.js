/** The tablet before a counter: it rests, asks after a service, and thanks. */
import { html, render, useEffect, useState } from "/shared/preact.js";
import { isNewer, openLink } from "/static/staff/link.js";
import { Asking } from "./asking.js";
import { forgetPlace, knownPlace, SetUp } from "./set_up.js";
import { wordsIn } from "./words.js";

const THANKS_MS = 4000;
const SIGN_OF_LIFE_MS = 5000;

function App() {
  const [place, setPlace] = useState(knownPlace());
  if (!place) return html`<${SetUp} onKnown=${setPlace} />`;
  return html`<${Tablet} place=${place} onStranger=${() => { forgetPlace(); setPlace(null); }} />`;
}

function Tablet({ place, onStranger }) {
  const { snapshot, link } = useSnapshot(place, onStranger);
  const [rated, setRated] = useState(null);
  const [chosen, setLanguage] = useState(null);
  const asked = useAsked(snapshot);
  const asks = asked && asked.visit !== rated;
  const thanked = useThanks(rated);
  const busy = asks ? asked.visit : thanked && rated;
  useEffect(() => setLanguage(null), [busy]); // the next person begins in their own language
  const language = chosen ?? (asks ? asked.language : "vi");
  const words = wordsIn(language);
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  if (!snapshot) return html`<main class="resting"><p role="status">${words.lost}</p></main>`;
  return html`
    <header class="top">
      <p class="top-centre">${language === "en" ? snapshot.centre_en : snapshot.centre}</p>
      ${snapshot.trial && html`<p class="trial">${words.trial}</p>`}
      <p class="top-counter">${words.counter(snapshot.counter)}</p>
      <button class="language" onClick=${() => setLanguage(language === "en" ? "vi" : "en")}>${words.other}</button>
    </header>
    ${link === "lost" && html`<p class="lost" role="alert">${words.lost}</p>`}
    ${asks
      ? html`<${Asking} key=${asked.visit} visit=${asked.visit} reasons=${snapshot.reasons} place=${place}
          language=${language} words=${words} onRated=${() => setRated(asked.visit)} />`
      : html`<${Resting} words=${words} thanked=${thanked} />`}
  `;
}

const Resting = ({ words, thanked }) => html`
  <main class="resting" aria-live="polite">
    <span class=${thanked ? "icon icon-thanks" : "icon icon-rest"}></span>
    <h1>${thanked ? words.thanks : words.welcome}</h1>
    <p>${thanked ? words.anonymous : words.resting}</p>
  </main>
`;

/** The newest state of this counter's tablet. */
function useSnapshot(place, onStranger) {
  const [snapshot, setSnapshot] = useState(null);
  const [link, setLink] = useState("lost");
  useEffect(() => {
    let shown = null;
    const show = (told) => {
      if (!isNewer(shown, told)) return;
      shown = told;
      setSnapshot({ ...told, heard: Date.now() });
    };
    const joined = openLink(
      { namespace: "/tablet", auth: { token: place.token, counter: place.counter } },
      { onSnapshot: show, onLink: setLink, onRefused: () => stillKnown(place, onStranger) },
    );
    const pulse = setInterval(() => stillKnown(place, onStranger), SIGN_OF_LIFE_MS);
    stillKnown(place, onStranger);
    return () => {
      clearInterval(pulse);
      joined.close();
    };
  }, [place]);
  return { snapshot, link };
}

/** Say a sign of life; a tablet whose token opens nothing any more is set up anew. */
async function stillKnown({ token }, onStranger) {
  try {
    const answer = await fetch("/api/v1/devices/me/status", {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ page: "alive" }),
    });
    if (answer.status !== 401 && answer.status !== 403) return true;
  } catch {
    return true;
  }
  onStranger();
  return false;
}

/** The question, for as long as the server lets it be asked. */
function useAsked(snapshot) {
  const asked = snapshot?.asked;
  const [over, setOver] = useState(null);
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setOver(snapshot.seq), asked.seconds * 1000);
    return () => clearTimeout(timer);
  }, [snapshot]);
  return asked && over !== snapshot.seq ? asked : null;
}

/** Whether somebody has just judged, for as long as they are thanked. */
function useThanks(rated) {
  const [over, setOver] = useState(null);
  useEffect(() => {
    if (!rated) return undefined;
    const timer = setTimeout(() => setOver(rated), THANKS_MS);
    return () => clearTimeout(timer);
  }, [rated]);
  return Boolean(rated) && over !== rated;
}

render(html`<${App} />`, document.getElementById("app"));
