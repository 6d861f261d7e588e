// Everything the screen says, in both languages.
import { english } from "./words-en.js";
import { vietnamese } from "./words-vi.js";

export const wordsIn = (language) => (language === "en" ? english : vietnamese);

// A thing's name in the language, or in Vietnamese where it has no English one.
export const nameIn = (language, thing, key = "name") =>
  (language === "en" && thing[`${key}_en`]) || thing[key];

// How many wait; while the server is away nobody knows.
export const waitingIn = (words, count) => (count === null ? words.stillGiven : words.waiting(count));

const CODE = /^[a-z_]+$/;

// Why something is closed: what staff wrote, or our words for the server's own reasons.
export const reasonIn = (words, reason) =>
  words.reasons[reason] ?? (CODE.test(reason ?? "") ? null : reason);

const LONG_NAME = 44;
const VERY_LONG_NAME = 90;

// A name's class: official names reach 190 letters and are set smaller.
export const lengthOf = (name) =>
  (name.length > VERY_LONG_NAME ? "very-long" : name.length > LONG_NAME ? "long" : "");
