/** A number from this phone: taking it, and what it needs until its holder is here. */
import { html, useEffect, useRef, useState } from "../shared/preact.js";
import { CheckIn } from "../citizen/check_in.js";
import { named } from "../citizen/language.js";
import { addressOf } from "../citizen/place.js";
import { clock } from "../citizen/time.js";
import { Appointments } from "./appointments.js";
import { Wait } from "./fields.js";
import { goTo } from "./go_to.js";
import { Select } from "./select.js";

export function Phone({ centre, language, words }) {
  const { phone, ask, look } = usePhone(centre, language);
  if (!phone) return null;
  const own = { phone, centre, language, words, ask, look };
  return html`
    ${(centre.phone || phone.numbers.length > 0) && html`<${Numbers} ...${own} />`}
    <${Appointments} ...${own} />
  `;
}

function Numbers(own) {
  const { phone, words } = own;
  return html`
    <section class="card part-phone" aria-labelledby="phone">
      <h2 id="phone" tabindex="-1">${phone.numbers.length ? words.yourNumber : words.takeHere}</h2>
      ${phone.numbers.map((one) => html`<${Number} key=${one.number} one=${one} ...${own} />`)}
      ${phone.lapsed && html`<p class="trouble">${words.lapsed(phone.lapsed.number, clock(phone.lapsed.by))}</p>`}
      ${phone.numbers.length === 0 && html`<${Take} ...${own} />`}
    </section>
  `;
}

/** The number, what to do with it, and its own page. */
function Number({ one, phone, language, words, look }) {
  const coming = one.state === "waiting" && one.here_by;
  return html`
    <div class="own">
      <p class="own-number number">${one.number}</p>
      <p class="own-field">${named({ name: one.field_name, name_en: one.field_name_en }, language)}</p>
      ${coming && html`<${CheckIn} secret=${secretOf(one)} number=${one.number} hereBy=${one.here_by} language=${language} onHere=${look} />`}
      <div role="status">${!coming && html`<p class="own-state">${stateOf(one, words)}</p>`}</div>
      ${one.state === "waiting" && html`<p class="soft">${placeOf(one, words)}</p>`}
      ${phone.follows && html`<a class="button button-main wide" href=${addressOf(one.follow)}>${words.follow}</a>`}
    </div>
  `;
}

const secretOf = ({ follow }) => follow.slice("t/".length);

const stateOf = (one, words) => {
  if (one.state === "called" || one.state === "serving") return words.calledTo(one.counter);
  if (one.state === "waiting") return words.hereWaiting;
  return words.seeFollow;
};

const placeOf = ({ ahead, estimate }, words) =>
  [words.ahead(ahead), estimate && (estimate.high <= 1 ? words.atOnce : words.minutes(estimate.low, estimate.high))].filter(Boolean).join(" · ");

function Take({ phone, centre, language, words, ask }) {
  const offered = centre.fields.filter(({ id }) => phone.fields.includes(id));
  const [field, setField] = useState("");
  const [purpose, setPurpose] = useState("submit");
  const [priority, setPriority] = useState("");
  const [trouble, setTrouble] = useState("");
  const busy = useRef(false);
  const chosen = offered.find(({ id }) => id === field);
  const take = async (event) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const wrong = await ask("POST", "/phone/tickets", { field, purpose, priority: priority || null, language });
    busy.current = false;
    setTrouble(wrong);
    if (!wrong) goTo("phone");
  };
  if (!centre.open) return html`<p class="soft">${words.takeLater}</p>`;
  return html`
    <form class="take" onSubmit=${take}>
      <label for="take-field">${words.whichField}</label>
      <${Select} id="take-field" value=${field} onValue=${setField} first=${words.chooseField} options=${offered} language=${language} />
      <label for="take-purpose">${words.whatFor}</label>
      <${Select} id="take-purpose" value=${purpose} onValue=${setPurpose} options=${phone.purposes} language=${language} />
      ${phone.priorities.length > 0 && html`
        <label for="take-priority">${words.priority}</label>
        <${Select} id="take-priority" value=${priority} onValue=${setPriority} first=${words.noPriority} options=${phone.priorities} language=${language} />
        <p class="soft small">${words.priorityChecked}</p>
      `}
      ${chosen && html`<${Wait} field=${chosen} centre=${centre} language=${language} words=${words} />`}
      <button class="button button-main wide" disabled=${!chosen || !chosen.open}>${words.take}</button>
      ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}
      <p class="soft small">${phone.in_hall ? words.takeInHall : words.takeNote}</p>
    </form>
  `;
}

/** What this phone may have and has; while it has a number, read anew with each reading of the centre. */
function usePhone(centre, language) {
  const [phone, setPhone] = useState(null);
  const send = async (method, path, body, headers) => {
    const response = await fetch(addressOf(`api/v1${path}`), {
      method, cache: "no-store", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "Accept-Language": language, ...headers },
      body: body && JSON.stringify(body),
    });
    return { ok: response.ok, answer: await response.json() };
  };
  const look = async () => {
    const { ok, answer } = await send("GET", "/phone");
    if (ok) setPhone(answer);
  };
  const has = phone ? phone.numbers.length + phone.appointments.length > 0 : null;
  useEffect(() => {
    // A phone without a number asks once: what it may have does not change with the hall.
    if ((centre.phone || centre.appointments) && has !== false) look().catch(() => {});
  }, [centre]);
  /** Says what went wrong, or nothing. */
  const ask = async (method, path, body, headers) => {
    try {
      const { ok, answer } = await send(method, path, body, headers);
      await look();
      return ok ? "" : answer.detail;
    } catch (failure) {
      return NO_ANSWER[language];
    }
  };
  ask.look = async (path) => {
    const { ok, answer } = await send("GET", path);
    if (!ok) throw new Error(answer.detail);
    return answer;
  };
  return { phone, ask, look };
}

const NO_ANSWER = { vi: "Chưa gửi được. Xin thử lại.", en: "That did not get through. Please try again." };
