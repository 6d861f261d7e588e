/** Every agency with what it owes, the worst first; one press shows its dossiers alone. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function Agencies({ counts, chosen, onChoose }) {
  const { say, language } = useWords();
  const all = (counts ?? []).reduce(
    (sum, one) => ({ overdue: sum.overdue + one.overdue, soon: sum.soon + one.soon }),
    { overdue: 0, soon: 0 },
  );
  return html`
    <section class="card due-agencies" aria-labelledby="agencies-title">
      <h2 id="agencies-title">${say("agencies")}</h2>
      <ul>
        <${Agency} name=${say("agencies_all")} counts=${all} chosen=${!chosen} onChoose=${() => onChoose("")} />
        ${(counts ?? []).filter((one) => one.agency).map((one) => html`
          <${Agency} key=${one.agency} name=${agencyName(one, say, language)} counts=${one}
            chosen=${chosen === one.agency} onChoose=${() => onChoose(one.agency)} />`)}
      </ul>
    </section>
  `;
}

function Agency({ name, counts, chosen, onChoose }) {
  const { say } = useWords();
  return html`<li>
    <button type="button" class="due-agency" aria-pressed=${chosen} onClick=${onChoose}>
      <span class="due-agency-name">${name}</span>
      <span class="due-counts">
        ${counts.overdue > 0 && html`<b class="due-late">${say("n_overdue", { n: counts.overdue })}</b>`}
        ${counts.soon > 0 && html`<span class="due-soon">${say("n_soon", { n: counts.soon })}</span>`}
        ${!counts.overdue && !counts.soon && html`<span class="soft">${say("n_none")}</span>`}
      </span>
    </button>
  </li>`;
}

/** An agency's name in the page's language; one that nobody told of has none. */
export function agencyName({ name, name_en }, say, language) {
  return (language === "en" && name_en) || name || say("agency_unknown");
}
