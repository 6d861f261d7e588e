/** Choosing when to come, and what an appointment needs on its day. */
import { html, useEffect, useRef, useState } from "../shared/preact.js";
import { named } from "../citizen/language.js";
import { clock } from "../citizen/time.js";
import { shortDay, weekdayName, weekdayOf } from "./days.js";
import { goTo } from "./go_to.js";
import { Select } from "./select.js";

export function Appointments({ centre, phone, ask, language, words }) {
  if (!centre.appointments || !phone) return null;
  const mine = phone.appointments;
  if (!mine.length && phone.numbers.length) return null; // somebody who is here needs no other day
  const own = { centre, phone, ask, language, words };
  return html`
    <section class="card part-appointments" aria-labelledby="appointments">
      <h2 id="appointments" tabindex="-1">${mine.length ? words.yourAppointment : words.choose}</h2>
      ${mine.map((one) => html`<${Appointment} key=${one.secret} one=${one} ...${own} />`)}
      ${mine.length === 0 && html`<${Choose} ...${own} />`}
    </section>
  `;
}

function Appointment({ one, centre, phone, ask, language, words }) {
  const [trouble, setTrouble] = useState("");
  const send = (path, next) => async () => {
    const wrong = await ask("POST", path, { secret: one.secret });
    setTrouble(wrong);
    if (!wrong) goTo(next);
  };
  const today = one.starts_at.slice(0, 10) === phone.at.slice(0, 10);
  return html`
    <div class="own">
      <p class="own-time">${clock(one.starts_at)}–${clock(one.ends_at)}</p>
      <p class="own-field">${dayName(one.starts_at, language)}</p>
      <p>${named({ name: one.field_name, name_en: one.field_name_en }, language)}</p>
      <p class="own-state">${words.comeThen(clock(one.checks_in_from))}</p>
      ${today && phone.in_hall
        ? html`<button type="button" class="button button-main wide" onClick=${send("/appointments/come", "phone")}>${words.iAmHere}</button>`
        : html`
          <div class="check-in">
            <img class="check-in-code" src=${one.qr} alt=${words.qrOfAppointment} width="180" height="180" />
            <p>${words.appointmentQr}</p>
            <p><strong class="check-in-typed">${one.code}</strong></p>
          </div>
        `}
      <p class="soft small">${words.lateNote}</p>
      <${GiveBack} onSure=${send("/appointments/cancel", "appointments")} words=${words} />
      ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}
    </div>
  `;
}

/** It asks once; a second touch on the same place keeps the appointment. */
function GiveBack({ onSure, words }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return html`<button type="button" class="button wide" onClick=${() => setAsked(true)}>${words.cancelAppointment}</button>`;
  return html`
    <button type="button" class="button wide" onClick=${() => setAsked(false)}>${words.cancelNo}</button>
    <p class="own-question" role="alert">${words.cancelAsk}</p>
    <button type="button" class="button button-stop wide" onClick=${onSure}>${words.cancelYes}</button>
  `;
}

function Choose({ centre, phone, ask, language, words }) {
  const offered = centre.fields.filter(({ id }) => phone.appointment_fields.includes(id));
  const [field, setField] = useState("");
  const [day, setDay] = useState("");
  const [startsAt, setStartsAt] = useState("");
  const [purpose, setPurpose] = useState("submit");
  const [trouble, setTrouble] = useState("");
  const { windows, again } = useWindows(field, ask);
  const busy = useRef(false);
  const days = [...new Set(windows.map(({ starts_at: at }) => at.slice(0, 10)))];
  const here = days.includes(day) ? day : days[0];
  const times = windows.filter(({ starts_at: at }) => at.slice(0, 10) === here);
  const chosen = times.find(({ starts_at: at }) => at === startsAt);
  const book = async (event) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const wrong = await ask("POST", "/appointments", { field, starts_at: chosen.starts_at, purpose, language });
    busy.current = false;
    setTrouble(wrong);
    if (wrong) again();
    else goTo("appointments");
  };
  return html`
    <form class="take" onSubmit=${book}>
      <label for="appointment-field">${words.whichField}</label>
      <${Select} id="appointment-field" value=${field} onValue=${setField} first=${words.chooseField} options=${offered} language=${language} />
      ${field && windows.length === 0 && html`<p class="soft">${words.noWindows}</p>`}
      ${times.length > 0 && html`
        <label for="appointment-day">${words.day}</label>
        <${Select} id="appointment-day" value=${here} onValue=${setDay} language=${language}
          options=${days.map((one) => ({ id: one, name: dayName(one, language) }))} />
        <fieldset class="times">
          <legend>${words.time}</legend>
          ${times.map((one) => html`
            <label class="time">
              <input type="radio" name="time" checked=${one.starts_at === startsAt} onChange=${() => setStartsAt(one.starts_at)} />
              <span>${clock(one.starts_at)}–${clock(one.ends_at)}</span>
            </label>
          `)}
        </fieldset>
        <label for="appointment-purpose">${words.whatFor}</label>
        <${Select} id="appointment-purpose" value=${purpose} onValue=${setPurpose} options=${phone.purposes} language=${language} />
      `}
      <button class="button button-main wide" disabled=${!chosen}>${words.book}</button>
      ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}
      <p class="soft small">${words.bookNote}</p>
    </form>
  `;
}

const dayName = (at, language) => `${weekdayName(weekdayOf(at.slice(0, 10)), language)} ${shortDay(at.slice(0, 10))}`;

/** The free windows of a field, read anew after each try. */
function useWindows(field, ask) {
  const [windows, setWindows] = useState([]);
  const [nth, setNth] = useState(0);
  useEffect(() => {
    let over = false;
    if (!field) setWindows([]);
    else ask.look(`/appointments?field=${encodeURIComponent(field)}`).then((told) => over || setWindows(told.items), () => {});
    return () => {
      over = true;
    };
  }, [field, nth]);
  return { windows, again: () => setNth(nth + 1) };
}
