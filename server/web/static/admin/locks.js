/** Who has to wait after wrong passwords, and letting them try again. */
import { html } from "/shared/preact.js";
import { plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { endingWait } from "./use_admin_commands.js";

export function Locks({ snapshot, live, commands }) {
  const { say } = useWords();
  const names = new Map(snapshot.people.map((one) => [one.username, one.name]));
  return html`
    <section class="card admin-locks" aria-labelledby="locks-title">
      <h2 id="locks-title">${say("locks")}</h2>
      ${snapshot.locks.length === 0 && html`<p class="all-well">
        <span class="icon icon-check"></span>${say("locks_none")}</p>`}
      <ul class="rows">
        ${snapshot.locks.map((lock) => {
          const who = lock.person ? (names.get(lock.person) ?? lock.person) : lock.address;
          return html`
            <li key=${`${lock.person} ${lock.address}`} class="row">
              <span class="icon icon-lock"></span>
              <span class="row-about">
                <b class="row-name">${lock.person ? who : say("lock_address", { address: who })}</b>
                <span class="soft">${say(lock.person ? "lock_tries" : "lock_names", { n: lock.failures })}
                  ${" "}${say("lock_until", { at: plainTime(lock.until) })}</span>
              </span>
              <button type="button" disabled=${!live || commands.busy}
                aria-label=${say("end_wait_of", { who })}
                onClick=${() => commands.run(endingWait(lock))}>${say("end_wait")}</button>
            </li>`;
        })}
      </ul>
    </section>
  `;
}
