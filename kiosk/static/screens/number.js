// The number, larger than anything else; it is here whatever the printer does.
import { html, useEffect, useState } from "/shared/preact.js";
import { Footer, FootButton } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { noSlipWords } from "../parts/printer-line.js";
import { Title } from "../parts/title.js";
import { spelled, useSaid } from "../guide.js";
import { usePaper } from "../paper.js";
import { lengthOf, nameIn } from "../words.js";

export function NumberScreen({ state, settings, flow, home, words }) {
  const { ticket, touch } = flow;
  const name = nameIn(flow.language, ticket, "field_name");
  const paper = usePaper(touch, ticket.paper);
  useSaid(["number", ...spelled(ticket.number), "number-after"]);
  useSaid(paper === "not_printed" ? ["no-paper"] : [], { after: true });
  const left = useSecondsLeft(settings.result_seconds * (paper === "not_printed" ? 2 : 1), paper, home);
  return html`
    <div class="given">
      <${Title}>${words.yourNumber}</${Title}>
      <p class="number given-number ${ticket.number.length > 4 ? "long" : ""}">${ticket.number}</p>
      <p class="given-field ${lengthOf(name)}">${name}</p>
      <${Place} state=${state} ticket=${ticket} language=${flow.language} words=${words} />
      ${ticket.ahead !== null && html`
        <div class="given-facts">
          <p>${words.ahead(ticket.ahead)}</p>
          ${ticket.estimate && ticket.ahead > 0 && html`<p>${words.wait(ticket.estimate)}</p>`}
        </div>
      `}
      <p class="given-wait">${words.pleaseWait}</p>
      <${PaperLine} paper=${paper} trouble=${state.printer} words=${words} />
      ${ticket.has_qr && html`
        <figure class="follow">
          <img class="follow-code" src="/tickets/${touch}/qr.svg" alt=${words.follow} />
          <figcaption>${words.follow}</figcaption>
        </figure>
      `}
    </div>
    <${Footer}>
      <p class="foot-note">${words.backIn(left)}</p>
      <${FootButton} icon="check" strong onClick=${home}>${words.done}</${FootButton}>
    </${Footer}>
  `;
}

const FEW_COUNTERS = 4;
const PAPER_ICONS = { printing: "printer", printed: "circle-check", not_printed: "camera", unknown: "camera" };

const PaperLine = ({ paper, trouble, words }) => html`
  <p class="paper paper-${paper}" role="status">
    <${Icon} name=${PAPER_ICONS[paper]} />
    <span>${paper === "not_printed" ? noSlipWords(trouble, words) : words.paper[paper]}</span>
  </p>
`;

// Where to go: the counters when they are few, and the area where the centre has several.
function Place({ state, ticket, language, words }) {
  const field = state.centre.fields.find(({ id }) => id === ticket.field);
  if (!field) return null;
  const { zones } = state.centre;
  const own = zones.length > 1 ? zones.filter(({ id }) => field.zones.includes(id)) : [];
  const parts = [
    field.counters.length > 0 && field.counters.length <= FEW_COUNTERS && words.counters(field.counters),
    own.length > 0 && words.zone(own.map((zone) => nameIn(language, zone)).join(", ")),
  ].filter(Boolean);
  return parts.length > 0 && html`<p class="given-place">${parts.join(" · ")}</p>`;
}

// Counts down to the first screen, anew once it is known what became of the paper.
function useSecondsLeft(seconds, paper, home) {
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const tick = () => {
      const rest = Math.ceil((end - performance.now()) / 1000);
      if (rest <= 0) home();
      else setLeft(rest);
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [seconds, paper]);
  return left;
}
