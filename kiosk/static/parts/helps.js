// Help for everybody, at the foot of every screen: large text, contrast, lower, spoken.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";
import { hasLanguages, LanguageButton } from "./language.js";

const HELPS = [["large", "a-large-small"], ["contrast", "contrast"], ["low", "accessibility"], ["spoken", "volume-2"]];

export function Helps({ state, settings, flow, act, words }) {
  const offered = HELPS.filter(([help]) => help !== "spoken" || settings.guide.includes(flow.language));
  return html`
    <aside class="helps" aria-label=${words.helps.label}>
      ${offered.map(([help, icon]) => html`
        <button key=${help} class="help" aria-pressed=${flow.access[help]} onClick=${() => act({ move: "access", help })}>
          <span class="help-icons">
            <${Icon} name=${icon} />${flow.access[help] && html`<${Icon} name="check" />`}
          </span>
          <span>${words.helps[help]}</span>
        </button>
      `)}
      ${flow.access.low && hasLanguages(state) && html`<${LanguageButton} kind="help" language=${flow.language} act=${act} />`}
    </aside>
  `;
}
