// Where a person is on the way to a number, as one plain object; forgetting is `start` again.
import { NO_ACCESS } from "./access.js";
import { newTouch } from "./program.js";
import { firstAnswers, NOT_SCANNED, scanned } from "./scanned.js";

export const start = (language) => ({
  screen: "fields", trail: [], language, access: NO_ACCESS,
  agency: null, query: "", pages: {},
  choice: null, purpose: "submit", priority: null,
  touch: null, wish: null, ticket: null, problem: null,
  ...NOT_SCANNED,
});

const moves = {
  language: (flow, { language }) => ({ ...flow, language }),
  access: (flow, { help }) => ({ ...flow, access: { ...flow.access, [help]: !flow.access[help] } }),
  open: (flow, { screen, ...more }) => ({ ...flow, ...more, screen, trail: [...flow.trail, flow.screen] }),
  back: (flow) => ({ ...flow, screen: flow.trail[flow.trail.length - 1] ?? "fields", trail: flow.trail.slice(0, -1) }),
  page: (flow, { list, page }) => ({ ...flow, pages: { ...flow.pages, [list]: page } }),
  query: (flow, { query }) => ({ ...flow, query, pages: { ...flow.pages, search: 0 } }),
  choose: (flow, { choice }) => moves.open({ ...flow, ...firstAnswers(flow) }, {
    screen: "confirm", choice, touch: newTouch(),
  }),
  purpose: (flow, { purpose }) => ({ ...flow, purpose }),
  priority: (flow, { priority }) => ({ ...flow, priority }),
  asked: (flow, { wish }) => ({ ...flow, wish }),
  // An answer for a person who has left (another touch by now) changes nothing.
  answered: (flow, { touch, ticket, problem }) => {
    if (touch !== flow.touch) return flow;
    return ticket ? { ...flow, screen: "number", ticket } : { ...flow, screen: "problem", problem };
  },
  // After a refusal the next press is a new touch; where no answer came it stays the same one.
  again: (flow) => ({ ...flow, screen: "confirm", problem: null, wish: null, touch: newTouch() }),
  scanned,
  line: (flow, { line }) => ({ ...flow, line }),
  home: (_flow, { language }) => start(language),
};

export const move = (flow, action) => moves[action.move](flow, action);

export const isFresh = (flow, language) =>
  flow.screen === "fields" && flow.language === language && !flow.pages.fields && !flow.pages.agencies
  && !flow.dossier && !flow.suggested && !Object.values(flow.access).some(Boolean);
