/** The counter's commands: in which state each applies, and the key that gives it. */
import { textOf } from "/static/staff/words.js";

/** One turn from left to right; in every state exactly one of these is the thing to do. */
export const FLOW = [
  { name: "open", key: "O", states: ["closed", "paused"] },
  { name: "next", key: "N", states: ["open"], enter: true },
  { name: "start", key: "S", states: ["called"] },
  { name: "finish", key: "F", states: ["serving"] },
];

export const OTHERS = [
  { name: "recall", key: "R", states: ["called"] },
  { name: "no_show", key: "V", states: ["called"] },
  { name: "hold", key: "G", states: ["called", "serving"] },
  { name: "transfer", key: "T", states: ["called", "serving"] },
  { name: "no_priority", key: "U", states: ["called", "serving"] },
  { name: "call", key: "C", states: ["open"] },
  { name: "reprint", key: "I", states: ["open", "paused", "called", "serving"] },
  { name: "pause", key: "P", states: ["open"] },
  { name: "undo", key: "Z", states: ["open", "paused", "called", "serving"] },
  { name: "close", key: "Q", states: ["open", "paused"] },
];

export const MOVES = [...FLOW, ...OTHERS];

/** The commands that ask something first, in a dialog. */
export const ASKING = ["finish", "hold", "transfer", "call", "reprint", "pause", "close"];

/** Whether a command makes sense for the counter as it stands. */
export function applies(move, counter, maxCalls) {
  if (!move.states.includes(counter.state)) return false;
  if (move.name === "no_priority") return Boolean(counter.ticket?.priority);
  return move.name !== "recall" || (counter.ticket?.calls ?? 0) < maxCalls;
}

/** The words on a command's button: the way back from a pause has its own. */
export function labelOf(move, counter) {
  return move.name === "open" && counter.state === "paused" ? "reopen" : move.name;
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
export function bodyOf(name) {
  return name === "no_priority" ? { priority: null, reason: textOf("vi", "no_priority_reason") } : {};
}

/** Where a command goes: most are the counter's, one is about the ticket at it. */
export function pathOf(counterId, name, ticket) {
  if (name === "no_priority") return `/tickets/${encodeURIComponent(ticket.id)}/priority`;
  return `/counters/${encodeURIComponent(counterId)}/${name.replace("_", "-")}`;
}
