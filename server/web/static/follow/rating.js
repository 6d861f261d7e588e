/** The judgement of a service that has just ended: one touch, and the reasons of whoever is not satisfied. */
import { html, useEffect, useRef, useState } from "../shared/preact.js";
import { named } from "../citizen/language.js";
import { ask, Problem } from "../citizen/server.js";

const SCORES = [3, 2, 1];
const UNHAPPY = 1;
const LONGEST_COMMENT = 500;
const ALREADY_RATED = 409;

export function Rating({ secret, snapshot, language, words }) {
  const { rates, visit } = snapshot;
  const [rated, setRated] = useState(null);
  const place = rates ? `${visit} ${rates.stop}` : null;
  if (rates && place !== rated) {
    return html`<${Asking} key=${place} secret=${secret} visit=${visit} rates=${rates} several=${snapshot.stops.length > 1}
      language=${language} words=${words} onRated=${() => setRated(place)} />`;
  }
  if (!rated) return null;
  return html`<section class="card rating" role="status"><${Heading} moved=${true}>${words.thanks}<//><p class="soft">${words.anonymous}</p></section>`;
}

function Asking({ secret, visit, rates, several, language, words, onRated }) {
  const [unhappy, setUnhappy] = useState(null); // not answered yet
  const [failed, setFailed] = useState("");
  async function send(body) {
    const sent = await rate(secret, visit, body, language);
    if (sent) onRated();
    else setFailed(words.failed);
  }
  return html`
    <section class="card rating" aria-labelledby="rating">
      ${several && html`<p class="soft">${named(rates, language)}</p>`}
      <div role="alert">${failed && html`<p class="failed">${failed}</p>`}</div>
      ${unhappy
        ? html`<${Why} reasons=${rates.reasons} language=${language} words=${words}
            onSend=${(more) => send({ score: UNHAPPY, ...more })} onBack=${() => setUnhappy(false)} />`
        : html`<${Question} words=${words} moved=${unhappy !== null} onScore=${(score) => (score === UNHAPPY ? setUnhappy(true) : send({ score }))} />`}
    </section>
  `;
}

/** `moved`: it has come in the place of what was answered, and is read next. */
function Heading({ moved, children }) {
  const own = useRef(null);
  useEffect(() => {
    if (moved) own.current.focus();
  }, []);
  return html`<h2 id="rating" tabindex="-1" ref=${own}>${children}</h2>`;
}

const Question = ({ words, moved, onScore }) => html`
  <${Heading} moved=${moved}>${words.rate}<//>
  ${SCORES.map((score) => html`
    <button type="button" key=${score} class="button score score-${score}" onClick=${() => onScore(score)}>
      <span class="icon" aria-hidden="true"></span>${words[`score${score}`]}
    </button>
  `)}
  <p class="soft">${words.anonymous}</p>
`;

function Why({ reasons, language, words, onSend, onBack }) {
  const [chosen, setChosen] = useState([]);
  const [comment, setComment] = useState("");
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const said = comment.trim() ? { comment: comment.trim() } : {};
  return html`
    <${Heading} moved=${true}>${words.why}<//>
    <p class="soft">${words.whyMore}</p>
    ${reasons.map((reason) => html`
      <button type="button" key=${reason.id} class="button reason" aria-pressed=${chosen.includes(reason.id)} onClick=${() => turn(reason.id)}>
        ${named(reason, language)}
      </button>
    `)}
    <label>${words.comment}
      <textarea rows="3" maxlength=${LONGEST_COMMENT} value=${comment} onInput=${(event) => setComment(event.target.value)}></textarea>
    </label>
    <button type="button" class="button button-main" onClick=${() => onSend({ reasons: chosen, ...said })}>${words.send}</button>
    <button type="button" class="button" onClick=${onBack}>${words.backToScores}</button>
  `;
}

/** Whether the judgement is kept; one that is there already counts as kept. */
async function rate(secret, visit, body, language) {
  try {
    await ask("POST", `/visits/${encodeURIComponent(visit)}/rating`, {
      body, language, headers: { Authorization: `Ticket ${secret}` },
    });
    return true;
  } catch (error) {
    return error instanceof Problem && error.status === ALREADY_RATED;
  }
}
