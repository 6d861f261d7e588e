/** The counter's commands: where they go, and what to say of them. */
import { plainRefusal, useCommands } from "/static/staff/use_commands.js";
import { useWords } from "/static/staff/words.js";
import { pathOf } from "./moves.js";

const DONE = {
  open: "done_opened",
  move: "done_moved",
  take_over: "done_taken_over",
  next: "done_called",
  call: "done_called",
  recall: "done_recalled",
  start: "done_started",
  no_show: "done_no_show",
  finish: "done_finished",
  hold: "done_held",
  resume: "done_resumed",
  transfer: "done_transferred",
  no_priority: "done_no_priority",
  undo: "done_undone",
  stops: "done_stops",
  reinstate: "done_reinstated",
  cancel: "done_cancelled",
  check_in: "done_checked_in",
  without_ticket: "done_without_ticket",
  reprint: "done_reprint",
  pause: "done_paused",
  close: "done_closed",
  add_dossier: "done_add_dossier",
  remove_dossier: "done_remove_dossier",
};

/** Refusals that can be said better than by the server, which knows only a state. */
const REFUSED = {
  "open wrong_move": "open_refused",
  "take_over wrong_move": "take_over_refused",
  "undo wrong_move": "undo_refused",
  "transfer wrong_move": "transfer_refused",
  "reprint not_found": "reprint_not_ours",
  "reprint wrong_move": "reprint_over",
  "cancel wrong_move": "cancel_refused",
  "reinstate wrong_move": "reinstate_refused",
  "add_dossier not_allowed": "past_refused",
  "remove_dossier not_allowed": "past_refused",
  "remove_dossier not_found": "past_gone",
};

/**
 * As the staff's `useCommands`, by the command's name: `run(name, body)`, `ask(name, body, refuse, path)`.
 * A second press is dropped while the page still shows what it showed at the first; `shown` names
 * that. `onElsewhere({counter, number, state, move})` when this officer has another counter open.
 */
export function useCounterCommands({ server, counterId, shown, refresh, onElsewhere }) {
  const { say } = useWords();
  const commands = useCommands({
    server,
    refresh,
    doneWords: (name, answer) => doneWords(name, answer, say),
    refusalWords: (problem, name) => {
      if (!problem.extra?.counter) return refusalWords(problem, name, say);
      onElsewhere(problem.extra); // asked in a dialog, and not only said
      return "";
    },
  });
  const way = (name, body, path = pathOf(counterId, name)) => ({ name, body, path, about: shown });
  return {
    ...commands,
    run: (name, body, path) => commands.run(way(name, body, path)),
    ask: (name, body, refuse, path) => commands.ask(way(name, body, path), refuse),
  };
}

function refusalWords(problem, name, say) {
  const word = REFUSED[`${name} ${problem.code}`];
  return word ? say(word) : plainRefusal(problem, say);
}

export function doneWords(name, answer, say) {
  if (name === "next" && !answer.ticket) return say("done_nobody");
  if (name === "mode") return say(`done_${answer.mode}`);
  return say(DONE[name], { number: answer.ticket?.number ?? answer.number ?? "", kiosk: answer.kiosk });
}
