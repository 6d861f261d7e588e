// A receipt in the hand: hold it before the scanner, or type its code.
import { html, useEffect, useRef, useState } from "/shared/preact.js";
import { useSaid } from "../guide.js";
import { CodeKeys } from "../parts/code-keys.js";
import { BackButton, FootButton, Footer } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { read } from "../scans.js";

const LONGEST_CODE = 40;

export function CodeScreen({ state, act, settings, words, onScan }) {
  const [code, setCode] = useState("");
  useSaid(settings.scanner === "none" ? [] : ["scan"]);
  const type = (text) => setCode(text.toUpperCase().slice(0, LONGEST_CODE));
  const look = () => { if (code.trim()) read(code, onScan); };
  return html`
    <${CodeBox} code=${code} words=${words} onType=${type} onEnter=${look} />
    <div class="results-hint">
      <${Icon} name=${settings.scanner === "none" ? "file-text" : "scan-line"} />
      <p>${settings.scanner === "none" ? words.scan.typeHint : words.scan.scanHint} ${state.centre.phone && words.scan.typePhone} ${judgeHint(state, settings, words)}</p>
    </div>
    <${CodeKeys} words=${words} onType=${(key) => type(code + key)} onErase=${() => type(code.slice(0, -1))}
      onClear=${() => type("")} />
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      <${FootButton} icon="search" strong onClick=${look}>${words.scan.look}</${FootButton}>
    </${Footer}>
  `;
}

// How somebody who has been served says how it was, where this can be done here.
function judgeHint({ centre }, { scanner }, words) {
  if (scanner !== "none") return words.scan.judge[centre.ratings] ?? "";
  return centre.ratings === "number" ? words.scan.judge.typed : "";
}

function CodeBox({ code, words, onType, onEnter }) {
  const box = useRef(null);
  useEffect(() => box.current.focus(), []);
  return html`
    <div class="query">
      <h1 class="title"><label for="code">${words.scan.typeTitle}</label></h1>
      <div class="query-box">
        <${Icon} name="folder-open" />
        <input id="code" class="query-input" ref=${box} value=${code} inputmode="none" autocomplete="off" spellcheck=${false}
          placeholder="H57.12-260302-0041" onInput=${(event) => onType(event.target.value)}
          onKeyDown=${(event) => { if (event.key === "Enter") onEnter(); }} />
      </div>
    </div>
  `;
}
