/** What somebody who waits may do: ask for more time, or leave the queue. Each asks once. */
import { html, useEffect, useRef, useState } from "../shared/preact.js";
import { ask, newKey, Problem } from "../citizen/server.js";

const MAY_LEAVE = ["waiting", "no_show"];

/** `live`: what is shown is true now, so that nobody acts on what was. */
export function Acts({ secret, snapshot, live, language, words }) {
  const command = useCommand(secret, language, words);
  const { state, more_time: more } = snapshot;
  useEffect(command.forget, [state]); // what was asked about has passed
  return html`<div tabindex="-1" ref=${useReturn(command.asked)}>${choice()}</div>`;

  function choice() {
    if (!MAY_LEAVE.includes(state)) return null;
    if (command.asked === "more-time" && more && more.places) {
      return html`<${Question} title=${words.moreAsk(more.places)} text=${words.moreLeft(more.left)} yes=${words.moreYes}
        command=${command} live=${live} words=${words} />`;
    }
    if (command.asked === "leave") {
      return html`<${Question} title=${words.leaveAsk} text=${words.leaveMore} yes=${words.leaveYes} stops=${true}
        command=${command} live=${live} words=${words} />`;
    }
    return html`
      <div class="acts">
        ${more && html`
          <button type="button" class="button" disabled=${!live || !more.left || !more.places} onClick=${() => command.ask("more-time")}>
            ${words.more}
          </button>
          ${!more.left ? html`<p class="soft">${words.moreUsed}</p>` : !more.places && html`<p class="soft">${words.moreNobody}</p>`}
        `}
        <button type="button" class="button button-stop" disabled=${!live} onClick=${() => command.ask("leave")}>${words.leave}</button>
      </div>
    `;
  }
}

function Question({ title, text, yes, stops, command, live, words }) {
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  return html`
    <section class="card question" aria-labelledby="question">
      <h2 id="question" tabindex="-1" ref=${first}>${title}</h2>
      <p>${text}</p>
      <div role="alert">${command.failed && html`<p class="failed">${command.failed}</p>`}</div>
      <div class="answers">
        <button type="button" class=${stops ? "button button-stop" : "button button-main"} disabled=${!live || command.busy} onClick=${command.send}>${yes}</button>
        <button type="button" class="button" onClick=${command.forget}>${words.no}</button>
      </div>
    </section>
  `;
}

/** Where whoever uses no eyes goes on once a question is answered: its place, not the page's top. */
function useReturn(asked) {
  const place = useRef(null);
  const before = useRef(asked);
  useEffect(() => {
    if (before.current && !asked) place.current.focus();
    before.current = asked;
  }, [asked]);
  return place;
}

/** One command at a time; sent again after no answer, it is done once (its key stays the same). */
function useCommand(secret, language, words) {
  const [now, setNow] = useState({});
  const forget = () => setNow({});
  async function send() {
    setNow({ ...now, busy: true });
    try {
      await ask("POST", `/follow/${now.asked}`, {
        body: {}, key: now.key, language, headers: { Authorization: `Ticket ${secret}` },
      });
      forget();
    } catch (error) {
      const failed = error instanceof Problem && error.detail ? error.detail : words.failed;
      setNow({ ...now, failed });
    }
  }
  return { ...now, ask: (name) => setNow({ asked: name, key: newKey() }), send, forget };
}
