/** Names of fields, purposes, priority classes, outcomes and reasons in the page's language. */

/** Looks ids up in what `GET /centre` told; an unknown id shows as itself. */
export function namesOf(centre, { named, say }) {
  const lookUp = (things) => {
    const known = new Map(things.map((thing) => [thing.id, named(thing)]));
    return (id) => known.get(id) ?? id ?? "";
  };
  return {
    field: lookUp(centre.fields),
    purpose: lookUp(centre.purposes),
    priority: lookUp(centre.priorities),
    outcome: (id) => say(`outcome_${id}`) || id || "",
    pause: (reason) => say(`pause_${reason}`) || reason, // a centre may have its own reasons
    reason: (word) => say(`reason_${word}`),
  };
}

/** The name of who is at a counter, or nothing. */
export function officerOf(counter) {
  return counter.officer_name ?? counter.officer;
}
