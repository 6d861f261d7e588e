// When the centre opens again, read from the server's local time as it is written.
const MOMENT = /^(\d{4}-(\d{2})-(\d{2}))T(\d{2}:\d{2})/;

export function opening(opensAt, centre, words) {
  const moment = MOMENT.exec(opensAt ?? "");
  if (!moment) return null;
  const [, date, month, day, time] = moment;
  const today = centre && centre.at.startsWith(date);
  return words.opensAt(time, today ? null : `${day}/${month}`);
}
