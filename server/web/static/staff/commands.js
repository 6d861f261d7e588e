/** Sending a command once, however often it takes: a lost answer is asked for with the same key. */
import { newKey, Unanswered } from "/static/staff/server.js";

const WAITS_MS = [400, 1000, 2000, 4000];

/**
 * Send `body` to `path` under one key; `onRepeat()` before each repetition.
 * Throws what the server refused with, or `Unanswered` when no repetition was answered.
 */
export async function sendOnce(server, path, body, onRepeat, method = "POST") {
  const key = newKey();
  for (const wait of WAITS_MS) {
    try {
      return await server.command(path, body, key, method);
    } catch (problem) {
      if (!isOpen(problem)) throw problem;
    }
    await after(wait);
    onRepeat();
  }
  return server.command(path, body, key, method);
}

/** Whether it is not known what became of the command. */
function isOpen(problem) {
  return problem instanceof Unanswered || problem.code === "key_in_progress";
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
