/** Which counter to sit at: all of them, found by number, by arrows or by touch. */
import { html, useEffect, useRef, useState } from "/shared/preact.js";
import { usePageKeys } from "/static/staff/keys.js";
import { officerOf } from "/static/staff/names.js";
import { counterWay, goToSignIn } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { lastCounter } from "./last_counter.js";
import { maySitAt } from "./moves.js";
import { CounterTop } from "./place.js";

const DIGITS_WITHIN_MS = 1200;

export function ChoicePage({ server, person, centre }) {
  const { say, language } = useWords();
  const { counters, failed, retry } = useCounters(server);
  useEffect(() => {
    document.title = `${say("choose_counter")} – ${say("product")}`;
  }, [language]);
  return html`
    <${CounterTop} server=${server} person=${person} centre=${centre} />
    <main class="chooser">
      <h1>${say("choose_counter")}</h1>
      ${failed && html`<p role="alert" class="page-trouble">${say("unreachable")}
        <button type="button" onClick=${retry}>${say("try_again")}</button></p>`}
      ${counters && html`<${Counters} counters=${counters} person=${person} />`}
    </main>
  `;
}

function useCounters(server) {
  const [counters, setCounters] = useState(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    server.get("/counters").then(
      (answer) => setCounters(answer.items),
      (problem) => (problem.status === 401 ? goToSignIn() : setFailed(true)),
    );
  };
  useEffect(load, []);
  return { counters, failed, retry: load };
}

function Counters({ counters, person }) {
  const { say } = useWords();
  const list = useRef(null);
  const first = firstChoice(counters, person);
  useEffect(() => focusOn(list, first), []);
  useTypedNumber((number) => focusOn(list, counters.findIndex((one) => one.number === number)));
  if (!counters.length) return html`<p>${say("no_counters")}</p>`;
  return html`
    <p class="soft">${say("choose_counter_hint")}</p>
    <ul ref=${list} class="chooser-list" onKeyDown=${(event) => moveFocus(event, list.current)}>
      ${counters.map((one) => html`
        <${CounterCard} key=${one.id} counter=${one} mine=${isAt(one, person)}
          others=${!maySitAt(one, person)} />`)}
    </ul>
  `;
}

function CounterCard({ counter, mine, others }) {
  const { say } = useWords();
  return html`
    <li>
      <a class="card chooser-card" href=${counterWay(counter.id)}>
        <span class="number">${counter.number}</span>
        <span class="chooser-name">${counter.name}</span>
        <span class="chooser-facts">
          <span class="state state-${counter.state}">
            <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}
          </span>
          <span class="soft">${mine ? say("your_counter") : (officerOf(counter) ?? say(others ? "not_your_post_short" : "nobody"))}</span>
        </span>
      </a>
    </li>
  `;
}

function isAt(counter, person) {
  return counter.officer === person.username;
}

/** The counter one already sits at, else the one used last on this machine, else the first. */
function firstChoice(counters, person) {
  const mine = counters.findIndex((one) => isAt(one, person));
  const last = counters.findIndex((one) => one.id === lastCounter());
  return Math.max(0, mine >= 0 ? mine : last);
}

function focusOn(list, index) {
  list.current?.querySelectorAll("a")[index]?.focus();
}

/** Digits typed quickly after each other are one number. */
function useTypedNumber(onNumber) {
  const typed = useRef({ digits: "", at: 0 });
  usePageKeys((key, event) => {
    if (!/^\d$/.test(key)) return;
    const goesOn = event.timeStamp - typed.current.at < DIGITS_WITHIN_MS;
    typed.current = { digits: (goesOn ? typed.current.digits : "") + key, at: event.timeStamp };
    onNumber(Number(typed.current.digits));
  });
}

function moveFocus(event, list) {
  const links = [...list.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  const across = links.filter((link) => link.offsetTop === links[0].offsetTop).length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
  if (!step || !links[here + step]) return;
  event.preventDefault();
  links[here + step].focus();
}
