/** The question, and the reasons of whoever is not satisfied. */
import { html, useState } from "/shared/preact.js";

const SCORES = [3, 2, 1];

export function Asking({ visit, place, reasons, language, words, onRated }) {
  const [unhappy, setUnhappy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [sending, setSending] = useState(false);
  const send = async (score, why = []) => {
    if (sending) return;
    setSending(true);
    const sent = await rate(place.token, visit, { score, reasons: why });
    setSending(false);
    setFailed(!sent);
    if (sent) onRated();
  };
  return html`
    <main class="asking">
      ${failed && html`<p class="failed" role="alert">${words.failed}</p>`}
      ${unhappy
        ? html`<${Why} reasons=${reasons} language=${language} words=${words}
            onSend=${(why) => send(1, why)} onBack=${() => setUnhappy(false)} />`
        : html`<${Question} words=${words} onScore=${(score) => (score === 1 ? setUnhappy(true) : send(score))} />`}
    </main>
  `;
}

const Question = ({ words, onScore }) => html`
  <h1>${words.question}</h1>
  <div class="scores">
    ${SCORES.map((score) => html`
      <button class="score score-${score}" onClick=${() => onScore(score)}>
        <span class="icon icon-${score}"></span>${words[`score${score}`]}
      </button>
    `)}
  </div>
  <p class="soft">${words.anonymous}</p>
`;

function Why({ reasons, language, words, onSend, onBack }) {
  const [chosen, setChosen] = useState([]);
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return html`
    <h1>${words.why}</h1>
    <p class="soft">${words.whyMore}</p>
    <div class="reasons">
      ${reasons.map(({ id, name, name_en }) => html`
        <button class="reason" aria-pressed=${chosen.includes(id)} onClick=${() => turn(id)}>
          ${language === "en" ? name_en : name}
        </button>
      `)}
    </div>
    <div class="ends">
      <button class="quiet" onClick=${onBack}>${words.back}</button>
      <button class="send" onClick=${() => onSend(chosen)}>${words.send}</button>
    </div>
  `;
}

/** Whether the judgement is kept; one that is there already counts as kept. */
async function rate(token, visit, body) {
  try {
    const answer = await fetch(`/api/v1/visits/${encodeURIComponent(visit)}/rating`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok || answer.status === 409;
  } catch {
    return false;
  }
}
