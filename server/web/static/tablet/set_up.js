/** Once, by whoever puts the tablet on the desk: its token and its counter. */
import { html, useState } from "/shared/preact.js";

const KEY = "luot-tablet";

export function knownPlace() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export const forgetPlace = () => localStorage.removeItem(KEY);

export function SetUp({ onKnown }) {
  const [place, setPlace] = useState({ token: "", counter: "" });
  const write = (name) => (event) => setPlace({ ...place, [name]: event.target.value.trim() });
  const keep = (event) => {
    event.preventDefault();
    localStorage.setItem(KEY, JSON.stringify(place));
    onKnown(place);
  };
  return html`
    <main class="set-up">
      <form onSubmit=${keep}>
        <h1>Cài đặt máy đánh giá</h1>
        <p class="soft">Set up this tablet</p>
        <label for="token">Mã thiết bị · Device token</label>
        <input id="token" type="password" autocomplete="off" required value=${place.token} onInput=${write("token")} />
        <label for="counter">Mã quầy · Counter</label>
        <input id="counter" autocomplete="off" required value=${place.counter} onInput=${write("counter")} />
        <button class="send">Bắt đầu · Start</button>
      </form>
    </main>
  `;
}
