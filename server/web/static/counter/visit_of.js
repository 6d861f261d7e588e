/** The visit behind a number that somebody tells. */

/** The id of the visit that holds a number on a day, or nothing. */
export async function visitOf(server, day, number) {
  const { items } = await server.get(`/visits?day=${day}&number=${encodeURIComponent(number)}`);
  return items[0]?.id;
}
