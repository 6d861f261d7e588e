/** Everybody with an account; a line opens it. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function People({ snapshot, live, onChoose }) {
  const { say } = useWords();
  const posts = new Map(snapshot.posts.map((post) => [post.id, post.name]));
  const inUse = snapshot.people.filter((one) => !one.disabled);
  const ended = snapshot.people.filter((one) => one.disabled);
  return html`
    <section class="card admin-people" aria-labelledby="people-title">
      <div class="section-head">
        <h2 id="people-title">${say("people")} <span class="number">${inUse.length}</span></h2>
        <button type="button" disabled=${!live} onClick=${() => onChoose({})}>
          <span class="icon icon-plus"></span>${say("add_person")}</button>
      </div>
      ${snapshot.people.length === 0 && html`<p class="soft">${say("people_none")}</p>`}
      <ul class="rows">
        ${[...inUse, ...ended].map((one) => html`
          <${Person} key=${one.username} person=${one} post=${posts.get(one.post)}
            onChoose=${() => onChoose(one)} />`)}
      </ul>
    </section>
  `;
}

function Person({ person, post, onChoose }) {
  const { say } = useWords();
  return html`
    <li>
      <button type="button" class=${person.disabled ? "row ended" : "row"} data-person=${person.username}
        onClick=${onChoose}>
        <span class="icon icon-person"></span>
        <span class="row-about">
          <b class="row-name">${person.name}</b>
          <span class="soft">${person.username}${post && ` · ${post}`}</span>
        </span>
        <span class="row-side">
          ${person.trial && html`<span class="trial">${say("trial")}</span>`}
          ${person.disabled && html`<span class="mark">${say("person_disabled")}</span>`}
          <span>${say(`role_${person.role}`)}</span>
        </span>
      </button>
    </li>
  `;
}
