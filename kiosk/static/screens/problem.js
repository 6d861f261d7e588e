// Why there is no number, politely, and the way on.
import { html, useState } from "/shared/preact.js";
import { againIn, opening } from "../opening.js";
import { Footer, FootButton, HomeButton } from "../parts/footer.js";
import { Notice } from "../parts/notice.js";
import { reasonIn } from "../words.js";
import { takeNumber } from "./confirm.js";
import { PauseScreen } from "./pause.js";

export const ProblemScreen = (all) => (all.flow.problem.code === "rate_limited" && all.flow.problem.retry_after
  ? html`<${PauseScreen} ...${all} />`
  : html`<${Refusal} ...${all} />`);

function Refusal({ state, flow, act, home, words }) {
  const { problem } = flow;
  const [title, text] = words.problems[problem.code] ?? words.problems.other;
  const again = problem.reason === "wait_past_end" ? againIn(words, problem, state.centre && state.centre.at)
    : opening(problem.opens_at, state.centre, words);
  const more = [reasonIn(words, problem.reason), again];
  return html`
    <${Notice} icon="info" title=${title} lines=${[...more.filter(Boolean), text]}
      says=${problem.code === "rate_limited" ? "paused" : "no-number"} />
    <${Footer}>
      <${HomeButton} words=${words} home=${home} />
      ${problem.code === "unreachable"
        ? html`<${AgainButton} flow=${flow} act=${act} words=${words} />`
        : html`<${FootButton} icon="rotate-ccw" strong onClick=${() => act({ move: "again" })}>${words.chooseAgain}</${FootButton}>`}
    </${Footer}>
  `;
}

// The same touch and the same wish: if the number was given after all, it is that one.
function AgainButton({ flow, act, words }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    await takeNumber(flow.wish, act);
    setBusy(false);
  };
  return html`
    <${FootButton} icon="rotate-ccw" strong onClick=${press}>${busy ? words.taking : words.again}</${FootButton}>
  `;
}
