// Somebody who has been served shows the slip: how was it?  Asked once, and forgotten with the person.
import { html, useEffect, useState } from "/shared/preact.js";
import { FootButton, Footer, HomeButton } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { Title } from "../parts/title.js";
import { judge } from "../program.js";
import { nameIn } from "../words.js";

const SCORES = [3, 2, 1];
const FACES = { 3: "laugh", 2: "smile", 1: "frown" };
const THANKS_MS = 5000;

export function RatingScreen({ flow, act, home, words }) {
  const { visit, ticket, reasons } = flow.rating;
  const [step, setStep] = useState("asking");
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async (score, why = []) => {
    if (busy) return;
    setBusy(true);
    const kept = await judge({ visit, score, reasons: why });
    setBusy(false);
    setFailed(!kept);
    if (kept) setStep("thanks");
  };
  const trouble = failed && html`<p class="rating-failed" role="alert"><${Icon} name="triangle-alert" />${words.rating.failed}</p>`;
  if (step === "thanks") return html`<${Thanks} words=${words} home=${home} />`;
  if (step === "why") {
    return html`<${Why} reasons=${reasons} language=${flow.language} words=${words} trouble=${trouble}
      onSend=${(why) => send(1, why)} onBack=${() => setStep("asking")} />`;
  }
  return html`
    <p class="rating-of">${words.scan.lines.ticket(ticket)}</p>
    <${Title}>${words.rating.question}</${Title}>
    ${trouble}
    <div class="scores">
      ${SCORES.map((score) => html`
        <button key=${score} class="score score-${score}" onClick=${() => (score === 1 ? setStep("why") : send(score))}>
          <${Icon} name=${FACES[score]} /><span>${words.rating[`score${score}`]}</span>
        </button>
      `)}
    </div>
    <p class="hint rating-hint">${words.rating.anonymous}</p>
    <${Footer}><${HomeButton} words=${words} home=${home} /></${Footer}>
  `;
}

function Why({ reasons, language, words, trouble, onSend, onBack }) {
  const [chosen, setChosen] = useState([]);
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return html`
    <${Title}>${words.rating.why}</${Title}>
    <p class="hint rating-hint">${words.rating.whyMore}</p>
    ${trouble}
    <div class="choices rating-reasons" role="group" aria-label=${words.rating.why}>
      ${reasons.map((reason) => html`
        <button key=${reason.id} class="choice" aria-pressed=${chosen.includes(reason.id)} onClick=${() => turn(reason.id)}>
          <span class="choice-name">${nameIn(language, reason)}</span>
          <${Icon} name=${chosen.includes(reason.id) ? "circle-check" : "circle"} />
        </button>
      `)}
    </div>
    <${Footer}>
      <${FootButton} icon="arrow-left" onClick=${onBack}>${words.back}</${FootButton}>
      <${FootButton} icon="send" strong onClick=${() => onSend(chosen)}>${words.rating.send}</${FootButton}>
    </${Footer}>
  `;
}

function Thanks({ words, home }) {
  useEffect(() => {
    const timer = setTimeout(home, THANKS_MS);
    return () => clearTimeout(timer);
  }, []);
  return html`
    <div class="notice">
      <${Icon} name="circle-check" />
      <${Title}>${words.rating.thanks}</${Title}>
      <p class="notice-line">${words.rating.anonymous}</p>
    </div>
    <${Footer}><${FootButton} icon="house" strong onClick=${home}>${words.home}</${FootButton}></${Footer}>
  `;
}
