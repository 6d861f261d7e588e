/** What a supervisor can do from the hall: where it goes, and what to say of it. */
import { plainRefusal, useCommands } from "/static/staff/use_commands.js";
import { useWords } from "/static/staff/words.js";
import { pathOf } from "/static/counter/moves.js";
import { doneWords } from "/static/counter/use_commands.js";

const OWN = [
  "acknowledge", "move_fields", "close_field", "open_field",
  "tell_notices", "declare_emergency", "emergency_end", "by_hand", "put_back", "put_all_back",
];

export function useHallCommands({ server, refresh }) {
  const { say } = useWords();
  return useCommands({
    server,
    refresh,
    doneWords: (name, answer) => (OWN.includes(name) ? say(`done_${name}`) : doneWords(name, answer, say)),
    refusalWords: (problem, name) => refusalWords(problem, name, say),
  });
}

function refusalWords(problem, name, say) {
  if (problem.status === 404) return say("already_over");
  const byHand = name === "by_hand" && problem.code === "wrong_move";
  return (byHand && say(`by_hand_${problem.extra.state}`)) || plainRefusal(problem, say);
}

export function acknowledging(alert) {
  return sent("acknowledge", "POST", `/alerts/${alert.id}/acknowledge`, {});
}

export function movingFields(counter, fields) {
  return sent("move_fields", "PUT", `/counters/${encodeURIComponent(counter.id)}/fields`, { fields });
}

export function closingField(field, reason) {
  return sent("close_field", "PUT", fieldPath(field), { open: false, reason });
}

export function openingField(field) {
  return sent("open_field", "PUT", fieldPath(field), { open: true });
}

export function tellingNotices(notices) {
  return sent("tell_notices", "PUT", "/notices", notices);
}

export function declaringEmergency(message, english) {
  const both = english ? { message, message_en: english } : { message };
  return sent("declare_emergency", "POST", "/emergency", { on: true, ...both });
}

export function enteringByHand(body) {
  return { ...sent("by_hand", "POST", "/tickets/by-hand", body), about: `by hand ${body.number}` };
}

export function puttingBack({ kind, subject }) {
  return sent("put_back", "POST", "/changes/put-back", { items: [{ kind, subject }] });
}

export function puttingAllBack() {
  return sent("put_all_back", "POST", "/changes/put-back", { all: true });
}

export function endingEmergency() {
  return sent("emergency_end", "POST", "/emergency", { on: false });
}

/** One of the officer's own commands, given for them. */
export function actingFor(counter, name, body = {}) {
  return sent(name, "POST", pathOf(counter.id, name), body);
}

function sent(name, method, path, body) {
  return { name, method, path, body, about: path };
}

function fieldPath(field) {
  return `/fields/${encodeURIComponent(field.id)}`;
}
