/** The dossiers of a service: add by code, judged by the server; each with its own outcome. */
import { html, useEffect, useImperativeHandle, useRef, useState } from "/shared/preact.js";
import { newKey, Unanswered } from "/static/staff/server.js";
import { useWords } from "/static/staff/words.js";

const AT_MOST = 20;

/**
 * `handle` gives `settle()`, which adds what is still being typed and resolves to the dossiers
 * (or to nothing when it is refused), and `refuse(problem)`, which shows a refusal where it belongs.
 */
export function DossierList({ handle, server, draft, onDraft, outcomes, onHistory }) {
  const { say } = useWords();
  const input = useRef(null);
  const { trouble, refuse, add } = useAdding(server, draft, onDraft, input, say);
  useImperativeHandle(handle, () => ({ settle: add, refuse }));
  const change = (code, outcome) =>
    onDraft({
      dossiers: draft.dossiers.map((one) => (one.code === code ? { code, outcome } : one)),
    });
  const remove = (code) => {
    onDraft({ dossiers: draft.dossiers.filter((one) => one.code !== code) });
    input.current.focus();
  };
  return html`
    <h3>${say("finish_dossiers")}</h3>
    <ul class="dossier-list">
      ${draft.dossiers.map((one) => html`
        <${DossierRow} key=${one.code} dossier=${one} server=${server} outcomes=${outcomes}
          refused=${trouble.code === one.code} onChange=${change} onRemove=${remove}
          onHistory=${onHistory} />`)}
    </ul>
    <${CodeInput} input=${input} code=${draft.code} trouble=${trouble}
      onInput=${(code) => onDraft({ code })} onAdd=${add} />
  `;
}

/** Adding a code: nothing typed is lost when it is refused. */
function useAdding(server, draft, onDraft, input, say) {
  const [trouble, setTrouble] = useState({});
  const refuse = (problem) => {
    setTrouble({ text: problem.message, code: problem.extra.dossier });
    input.current.focus();
  };
  const hinder = (word) => {
    setTrouble({ text: say(word) });
    return null;
  };
  const add = async () => {
    if (!draft.code.trim()) return draft.dossiers;
    try {
      const code = await acceptedCode(server, draft.code);
      const hindrance = hindranceTo(code, draft.dossiers);
      if (hindrance) return hinder(hindrance);
      const dossiers = [...draft.dossiers, { code, outcome: null }];
      onDraft({ dossiers, code: "" });
      setTrouble({});
      return dossiers;
    } catch (problem) {
      if (problem instanceof Unanswered) return hinder("unreachable");
      refuse(problem);
      return null;
    }
  };
  return { trouble, refuse, add };
}

function hindranceTo(code, dossiers) {
  if (!code) return "finish_no_code";
  if (dossiers.some((one) => one.code === code)) return "finish_twice";
  return dossiers.length >= AT_MOST ? "finish_full" : null;
}

/** The code as the server writes it. Only a refusal stops it: the last word is at finishing. */
async function acceptedCode(server, text) {
  const code = text.replace(/\s+/g, "").replace(/[–—]/g, "-").toUpperCase();
  if (/[^0-9A-Z.-]/.test(code)) return codeInside(server, text);
  try {
    return (await server.get(dossierPath(code))).code;
  } catch (problem) {
    if (problem.code === "bad_dossier") throw problem;
    return code;
  }
}

/** The code within a scanned receipt, which may be a whole link; nothing if there is none. */
async function codeInside(server, text) {
  return (await server.command("/scan", { text }, newKey())).dossier;
}

function dossierPath(code) {
  return `/dossiers/${encodeURIComponent(code)}`;
}

function CodeInput({ input, code, trouble, onInput, onAdd }) {
  const { say } = useWords();
  const addWithEnter = (event) => {
    if (event.key !== "Enter" || event.ctrlKey || !code.trim()) return;
    event.preventDefault();
    onAdd();
  };
  return html`
    <label for="dossier-code">${say("finish_code")}</label>
    <div class="code-line">
      <input id="dossier-code" ref=${input} value=${code} maxlength="1000" autocomplete="off"
        autocapitalize="characters" spellcheck=${false} aria-invalid=${Boolean(trouble.text)}
        aria-describedby="dossier-code-hint" onKeyDown=${addWithEnter}
        onInput=${(event) => onInput(event.target.value)} />
      <button type="button" onClick=${onAdd} disabled=${!code.trim()}>${say("finish_add")}</button>
    </div>
    <p id="dossier-code-hint" role="alert" class=${trouble.text ? "field-trouble" : "soft"}>
      ${trouble.text || say("finish_code_hint")}
    </p>
  `;
}

function DossierRow({ dossier, server, outcomes, refused, onChange, onRemove, onHistory }) {
  const { say } = useWords();
  const { code } = dossier;
  const visits = useVisitCount(server, code);
  return html`
    <li class=${refused ? "dossier refused" : "dossier"}>
      <span class="dossier-code">${code}</span>
      <select aria-label=${say("finish_own_outcome", { code })} value=${dossier.outcome ?? ""}
        onChange=${(event) => onChange(code, event.target.value || null)}>
        <option value="">${say("finish_same_outcome")}</option>
        ${outcomes.map(({ value, label }) => html`
          <option key=${value} value=${value}>${label}</option>`)}
      </select>
      <button type="button" class="quiet" onClick=${() => onHistory(code)}
        aria-label=${say("history_of", { code })}>
        <span class="icon icon-history"></span>${say("history")}${visits > 0 && ` (${visits})`}
      </button>
      <button type="button" class="quiet only-icon" onClick=${() => onRemove(code)}
        aria-label=${say("finish_remove", { code })}><span class="icon icon-x"></span></button>
    </li>
  `;
}

/** How often somebody has come for this dossier; nothing while it is not known. */
function useVisitCount(server, code) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    server.get(dossierPath(code)).then((answer) => setCount(answer.visit_count), () => {});
  }, [code]);
  return count;
}
