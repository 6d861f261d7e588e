// Many numbers were taken in a short time: a friendly pause with its seconds, then the start again.
import { html, useEffect, useState } from "/shared/preact.js";
import { Footer, HomeButton } from "../parts/footer.js";
import { Notice } from "../parts/notice.js";

export function PauseScreen({ flow, home, words }) {
  const [left, setLeft] = useState(flow.problem.retry_after);
  useEffect(() => {
    const end = performance.now() + flow.problem.retry_after * 1000;
    const timer = setInterval(() => {
      const rest = Math.ceil((end - performance.now()) / 1000);
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
