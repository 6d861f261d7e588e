// What the number will be for: the field with its line, and the procedure if one was searched.
import { html, useLayoutEffect, useRef, useState } from "/shared/preact.js";
import { useWindow } from "../layout.js";
import { nameIn, reasonIn, waitingIn } from "../words.js";
import { Footer, FootButton } from "./footer.js";
import { Icon } from "./icon.js";
import { Sheet } from "./sheet.js";

export function Chosen({ state, flow, words }) {
  const field = state.centre.fields.find(({ id }) => id === flow.choice.field);
  if (!field) return null;
  const name = nameIn(flow.language, field);
  return html`
    <section class="chosen">
      <${Icon} name=${field.icon} />
      <div class="chosen-text">
        <p class="chosen-name ${name.length > 60 ? "long" : ""}">${name}</p>
        ${flow.choice.procedureName && html`<${ProcedureName} name=${flow.choice.procedureName} flow=${flow} words=${words} />`}
        <p class="chosen-facts">
          ${field.open ? waitingIn(words, field.waiting) : reasonIn(words, field.reason) || words.closed}
          ${field.open && field.estimate ? ` · ${words.wait(field.estimate)}` : ""}
        </p>
      </div>
    </section>
  `;
}

// The beginning of an official name, and the whole of it (1,094 letters at most so far) by one touch.
function ProcedureName({ name, flow, words }) {
  const [line, cut] = useCut([useWindow(), JSON.stringify(flow.access), name].join(" "));
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return html`
    <div class="chosen-procedure">
      <p class="procedure-name" lang="vi" ref=${line}>${name}</p>
      ${cut && html`<button class="foot" onClick=${() => setOpen(true)}>${words.wholeName}</button>`}
    </div>
    ${open && html`
      <${Sheet} title=${words.wholeName} wide onClose=${close}>
        <p class="whole-name ${name.length > HUGE ? "huge" : ""}" lang="vi">${name}</p>
        <${Footer}><${FootButton} icon="check" strong onClick=${close}>${words.close}</${FootButton}></${Footer}>
      </${Sheet}>
    `}
  `;
}

const HUGE = 500;

// Whether a paragraph is longer than the lines it may show.
function useCut(key) {
  const line = useRef(null);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const { scrollHeight, clientHeight } = line.current;
    setCut(scrollHeight > clientHeight + 1);
  }, [key]);
  return [line, cut];
}
