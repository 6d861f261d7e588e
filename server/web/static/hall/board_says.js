/** What a board says of its sound and voice, in its own English, as words of the page. */

const ENGINE = "speech engine: ";

/** What each sentence of a board looks like, and the values in it. */
const SAYINGS = [
  ["no_sound_device", /^no sound device$/],
  ["sound_does_not_start", /^the sound device does not start$/],
  ["sound_stopped", /^the sound device stopped taking samples$/],
  ["page_stopped", /^the page stopped playing$/],
  ["nobody", /^nobody can say this$/],
  ["cannot_write", /^cannot write to (?<folder>.+): [^:]+$/],
  ["no_clips", /^no clips for (?<quote>['"])(?<text>.*?)\.?\k<quote> \((?:vi|en)\)$/],
  ["engine_late", /^no answer within (?<n>[\d.]+) s$/],
  ["engine_not_started", /^the worker does not start: .*$/],
  ["engine_died", /^the worker failed without a word$/],
  ["engine_silent", /^no sound came: .*$/],
  ["engine_short", /^(?<n>[\d.]+) s of sound where at least (?<least>[\d.]+) s is due$/],
  ["engine_no_vietnamese", /^(?:NoSuchVoice: )?the speech engine has no voice for vi-\w+$/],
  ["engine_no_english", /^(?:NoSuchVoice: )?the speech engine has no voice for en$/],
  ["engine_other_voice", /^(?:NoSuchVoice: )?the speech engine spoke with .*$/],
  ["install", /^install (?<program>[\w-]+)$/],
];

/** A device's message, sentence by sentence; what nobody knows stands as the device said it. */
export function readable(message, words) {
  const parts = message.split("; ");
  const sentences = parts.map((one) => sentence(one, words));
  return sentences.some(Boolean) ? sentences.map((one, nth) => one ?? parts[nth]).join(" ") : message;
}

function sentence(told, { say, language }) {
  const ofEngine = told.startsWith(ENGINE);
  const said = ofEngine ? told.slice(ENGINE.length) : told;
  for (const [name, shape] of SAYINGS) {
    const found = shape.exec(said);
    if (found) return say(`says_${name}`, valuesIn(found.groups ?? {}, language));
  }
  return ofEngine ? say("says_engine_other", { text: said }) : null;
}

/** Seconds with a comma where the language has one. */
function valuesIn(groups, language) {
  const number = (value) => (language === "vi" ? value.replace(".", ",") : value);
  return { ...groups, ...(groups.n && { n: number(groups.n) }), ...(groups.least && { least: number(groups.least) }) };
}
