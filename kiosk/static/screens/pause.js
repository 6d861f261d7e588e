// Many numbers were taken in a short time: a friendly pause with its seconds, then the start again.
import { html, useEffect, useState } from "/shared/preact.js";
import { Footer, HomeButton } from "../parts/footer.js";
import { Notice } from "../parts/notice.js";

export function PauseScreen({ flow, home, words }) {
  const rests = () => Math.ceil((flow.problem.again_at - performance.now()) / 1000);
  const [left, setLeft] = useState(Math.max(1, rests()));
  useEffect(() => {
    const timer = setInterval(() => {
      const rest = rests();
      if (rest <= 0) home();
      else setLeft(rest);
    }, 250);
    return () => clearInterval(timer);
  }, []);
  const [title, text] = words.problems.rate_limited;
  return html`
    <${Notice} icon="clock" title=${title} lines=${[text, words.pausedFor(left)]} says="paused" />
    <${Footer}><${HomeButton} words=${words} home=${home} /></${Footer}>
  `;
}
