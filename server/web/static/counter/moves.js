/** The counter's commands: in which state each applies, and the key that gives it. */
import { textOf } from "/static/staff/words.js";

const WORKING = ["open", "paused", "called", "serving"];
const BUSY = ["called", "serving"];

/** One turn from left to right; in every state exactly one of these is the thing to do. */
export const FLOW = [
  { name: "open", key: "O", states: ["closed", "paused"] },
  { name: "next", key: "N", states: ["open"], enter: true },
  { name: "start", key: "S", states: ["called"] },
  { name: "finish", key: "F", states: ["serving"] },
];

/** What may be done with who is here, then what with others and with the counter itself. */
export const OTHERS = [
  { name: "recall", key: "R", states: ["called"] },
  { name: "no_show", key: "V", states: ["called"] },
  { name: "hold", key: "G", states: BUSY },
  { name: "resume", key: "G", states: ["open"] },
  { name: "transfer", key: "T", states: BUSY },
  { name: "stops", key: "W", states: BUSY },
  { name: "no_priority", key: "U", states: BUSY },
  { name: "undo", key: "Z", states: WORKING },
  { name: "call", key: "C", states: ["open"] },
  { name: "reinstate", key: "B", states: WORKING },
  { name: "cancel", key: "X", states: WORKING },
  { name: "without_ticket", key: "K", states: ["open"] },
  { name: "reprint", key: "I", states: WORKING },
  { name: "mode", key: "M", states: WORKING },
  { name: "pause", key: "P", states: ["open"] },
  { name: "close", key: "Q", states: ["open", "paused"] },
];

export const MOVES = [...FLOW, ...OTHERS];

/** The commands that ask something first, in a dialog. */
export const ASKING = [
  "finish", "hold", "resume", "transfer", "stops", "call", "reinstate", "cancel", "without_ticket", "reprint",
  "pause", "close",
];

/** What must be so beside the counter's state. */
const ONLY_WHEN = {
  recall: (counter, { max_calls: most }) => (counter.ticket?.calls ?? 0) < most,
  no_priority: (counter) => Boolean(counter.ticket?.priority),
  resume: (counter) => counter.held.length > 0,
  reinstate: (counter) => counter.missed.length > 0,
  cancel: (counter) => counter.missed.length + counter.waiting.length > 0,
};

/** Whether a command makes sense for the counter as it stands; `desk` tells the centre's limits. */
export function applies(move, counter, desk) {
  if (!move.states.includes(counter.state)) return false;
  return ONLY_WHEN[move.name]?.(counter, desk) ?? true;
}

/** The commands that have a button now: holding and going on share one, as they share their key. */
export function withButton(counter) {
  const other = counter.state === "open" ? "hold" : "resume";
  return OTHERS.filter((move) => move.name !== other);
}

/** The command that a key gives now, if it is one. */
export function moveOf(key, counter) {
  const meant = MOVES.filter((one) => one.key === key || (one.enter && key === "Enter"));
  return meant.find((one) => one.states.includes(counter.state)) ?? meant[0];
}

/** The words on a command's button: some say which of two ways they lead. */
export function labelOf(move, counter) {
  if (move.name === "open" && counter.state === "paused") return "reopen";
  if (move.name === "resume") return "resume_held";
  if (move.name === "mode") return counter.mode === "auto" ? "mode_manual" : "mode_auto";
  return move.name;
}

/** Whether this person's post is for this counter too. */
export function maySitAt(counter, person) {
  return !person.counters || person.counters.includes(counter.id) || counter.officer === person.username;
}

/** Why this person can only look at the counter: a word to say, or nothing. */
export function lookOnly(counter, person) {
  if (person.role === "leader") return "look_only";
  if (!maySitAt(counter, person)) return "not_your_post";
  const others = counter.officer && counter.officer !== person.username && counter.state !== "closed";
  return others && person.role === "officer" ? "someone_elses" : null;
}

/** What a command that asks nothing sends; the log keeps the Vietnamese, whatever the page speaks. */
export function bodyOf(name, counter) {
  if (name === "no_priority") return { priority: null, reason: textOf("vi", "no_priority_reason") };
  if (name === "mode") return { mode: counter.mode === "auto" ? "manual" : "auto" };
  return {};
}

/** Where a command goes: most are the counter's, some are about one ticket. */
export function pathOf(counterId, name, ticket) {
  if (name === "no_priority") return ticketPath(ticket.id, "priority");
  return `/counters/${encodeURIComponent(counterId)}/${name.replace("_", "-")}`;
}

export function ticketPath(id, name) {
  return `/tickets/${encodeURIComponent(id)}/${name}`;
}
