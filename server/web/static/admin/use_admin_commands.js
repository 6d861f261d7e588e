/** What can be done about accounts and devices: where it goes, and what to say of it. */
import { plainRefusal, useCommands } from "/static/staff/use_commands.js";
import { useWords } from "/static/staff/words.js";

export function useAdminCommands({ server, refresh }) {
  const { say } = useWords();
  return useCommands({
    server,
    refresh,
    doneWords: (name) => say(`done_${name}`),
    refusalWords: (problem) => refusalWords(problem, say),
  });
}

function refusalWords(problem, say) {
  const known = say(`refused_${problem.extra?.state}`); // exists, last_admin
  return known || plainRefusal(problem, say);
}

export function addingPerson(body) {
  return sent("add_person", "/people", body);
}

export function changingPerson(username, body) {
  return sent("change_person", `/people/${encodeURIComponent(username)}`, body);
}

export function endingWait(lock) {
  const who = lock.person
    ? `/people/${encodeURIComponent(lock.person)}`
    : `/addresses/${encodeURIComponent(lock.address)}`;
  return sent("end_wait", `${who}/unlock`, {});
}

/** `told(answer)` gets the token: it is shown once. */
export function enrolling(body, told) {
  return { ...sent("enrol_device", "/devices", body), told };
}

export function revoking(name) {
  return sent("revoke_device", `/devices/${encodeURIComponent(name)}/revoke`, {});
}

function sent(name, path, body) {
  return { name, path, body, about: path };
}
