/** What became of the last command: good news goes by itself, trouble stays until it is read. */
import { html, useEffect, useLayoutEffect } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

const GOOD_NEWS_MS = 4000;

export function Messages({ message, sending, dismiss }) {
  const { say } = useWords();
  useEffect(() => {
    if (message?.kind !== "done") return undefined;
    const timer = setTimeout(dismiss, GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [message]);
  useLayoutEffect(() => {
    const leave = (event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) dismiss();
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, []);
  const trouble = message?.kind === "trouble" && message.text;
  return html`
    <div class="messages">
      <div role="status">
        ${sending && html`<p class="message sending">
          ${say(sending.again ? "repeating" : "sending", { command: say(sending.name) })}</p>`}
        ${message?.kind === "done" && html`<p class="message done">
          <span class="icon icon-check"></span>${message.text}</p>`}
      </div>
      <div role="alert">
        ${trouble && html`<p class="message trouble">
          <span class="icon icon-alert"></span><span>${trouble}</span>
          <button type="button" class="quiet only-icon" onClick=${dismiss} aria-label=${say("dismiss")}>
            <span class="icon icon-x"></span></button></p>`}
      </div>
    </div>
  `;
}
