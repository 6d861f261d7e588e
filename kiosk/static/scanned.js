// What a scan changes on the way to a number.  Of a card nothing stays but the class it suggests.
import { newTouch } from "./program.js";

export const NOT_SCANNED = { dossier: null, proposal: null, suggested: null, line: null, rating: null };

// `standing`: no number can be had now.  `asking`: perhaps this is already the next person.
export function scanned(flow, { scan, standing, asking }) {
  if (isBusy(flow)) return flow;
  if (scan.rating === "open" && flow.screen !== "number") return asksHowItWas(flow, scan);
  if (standing) return says(flow, standingLine(scan));
  if (flow.screen === "number") return afterTheNumber(flow, scan);
  const now = asking ? { ...flow, priority: null, suggested: null } : flow;
  return (BY_KIND[scan.kind] || BY_KIND.unknown)(now, scan);
}

// Purpose and priority before anybody has chosen: a receipt in the hand is mostly for its result.
export const firstAnswers = ({ dossier, proposal, suggested }) => ({
  purpose: (proposal && proposal.purpose) || (dossier ? "collect" : "submit"),
  priority: suggested,
});

// Whoever has been served says how it was, also when no numbers are given any more.
const asksHowItWas = (flow, { visit, ticket, reasons }) => ({
  ...afresh(flow), ...NOT_SCANNED, screen: "rating", rating: { visit, ticket, reasons },
});

// Whether a dossier is ready can be said at any hour.
const standingLine = (scan) => {
  if (scan.kind === "ticket") return { about: "ticket", scan };
  return isKnown(scan) ? { about: "look", scan } : { about: "standing" };
};

const isKnown = ({ look }) => Boolean(look && look.answer === "known");

const isBusy = ({ screen, wish }) => wish !== null && screen !== "number" && screen !== "problem";

const says = (flow, line) => ({ ...flow, line: { ...line, nth: (flow.line ? flow.line.nth : 0) + 1 } });

const afterTheNumber = (flow, scan) => {
  if (scan.kind === "dossier" && scan.dossier === flow.dossier) return flow;
  return says(flow, scan.kind === "ticket" ? { about: "ticket", scan } : { about: "number" });
};

const afresh = (flow) => ({
  ...flow, trail: [], agency: null, query: "", pages: {}, line: null,
  choice: null, touch: newTouch(), wish: null, problem: null,
});

const BY_KIND = {
  dossier: (flow, scan) => {
    if (scan.dossier === flow.dossier && flow.screen !== "code") return { ...flow, proposal: { ...flow.proposal, look: scan.look } };
    const about = { ...afresh(flow), dossier: scan.dossier, proposal: scan };
    const answered = { ...about, ...firstAnswers(about), priority: flow.priority };
    if (scan.field) return { ...answered, screen: "scan", trail: ["fields"], choice: { field: scan.field } };
    if (isKnown(scan)) return { ...answered, screen: "scan", trail: ["fields"] };
    return scan.look ? says({ ...answered, screen: "fields" }, { about: "look", scan }) : { ...answered, screen: "fields" };
  },
  procedure: (flow, scan) => {
    if (scan.offer !== "here") return says(flow, { about: "procedure", scan });
    const choice = { procedure: scan.procedure, procedureName: scan.procedure_name, field: scan.field };
    return { ...afresh(flow), ...firstAnswers(flow), screen: "confirm", trail: ["fields"], choice };
  },
  citizen_card: (flow, scan) => says({
    ...flow, suggested: scan.priority, priority: scan.priority || flow.priority,
  }, { about: "card", scan }),
  ticket: (flow, scan) => says(flow, { about: "ticket", scan }),
  unanswered: (flow) => says(flow, { about: "unanswered" }),
  unknown: (flow) => says(flow, { about: flow.screen === "code" ? "typed" : "unknown" }),
};
