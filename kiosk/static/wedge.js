// A scanner that plays a keyboard.  What it types is read from where the keys lie (`event.code`, as
// on a US keyboard), so that no layout or input method of the machine can change it.
const BURST_MS = 50; // between two keys: no person goes on so fast
const SURE_KEYS = 6; // so many in a row are a scanner's
const FEWEST_KEYS = 4; // a ticket's number, if an ending follows at once
const SILENCE_MS = 120; // ends a code that has no ending of its own
const LONGEST = 2000;

const DIGITS = ["0)", "1!", "2@", "3#", "4$", "5%", "6^", "7&", "8*", "9("];
const SIGNS = {
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:", Quote: "'\"",
  Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?", Space: "  ",
  NumpadDecimal: "..", NumpadSubtract: "--", NumpadAdd: "++", NumpadMultiply: "**", NumpadDivide: "//",
};
const ENDS = ["Enter", "NumpadEnter", "Tab"];
const SHIFTS = ["ShiftLeft", "ShiftRight", "CapsLock"];

// The character at a place of the US keyboard, or null for a key that prints nothing.
export function printed(code, shifted) {
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code) || [];
  if (letter) return shifted ? letter : letter.toLowerCase();
  if (digit) return DIGITS[digit][shifted && code.startsWith("Digit") ? 1 : 0];
  const sign = SIGNS[code];
  return sign ? sign[shifted ? 1 : 0] : null;
}

// Hands every scanned text to `onText`, until what it returns is called.
export function readWedge(onText) {
  let burst = nothing();
  let silence = null;

  const finish = () => {
    clearTimeout(silence);
    const { text } = burst;
    takeBack(burst);
    burst = nothing();
    onText(text);
  };
  const hear = (event) => {
    if (SHIFTS.includes(event.code)) return;
    if (event.repeat || event.timeStamp - burst.at > patience(burst)) burst = nothing();
    burst.at = event.timeStamp;
    if (isCommand(event)) { keep(event); return; }
    if (ENDS.includes(event.code) && burst.text.length >= FEWEST_KEYS) { keep(event); finish(); return; }
    burst.text = (burst.text + (event.repeat ? "" : printed(event.code, event.shiftKey) || "")).slice(0, LONGEST);
    if (burst.text.length < SURE_KEYS) return;
    keep(event);
    takeBack(burst);
    clearTimeout(silence);
    silence = setTimeout(finish, SILENCE_MS);
  };
  const release = (event) => { if (burst.text.length >= SURE_KEYS) keep(event); };

  document.addEventListener("keydown", hear, true);
  document.addEventListener("keyup", release, true);
  return () => {
    clearTimeout(silence);
    document.removeEventListener("keydown", hear, true);
    document.removeEventListener("keyup", release, true);
  };
}

// Once it is surely a scanner's, a machine that is busy for a moment does not cut it in two.
const patience = ({ text }) => (text.length >= SURE_KEYS ? SILENCE_MS : BURST_MS);

// Control characters in a barcode come as Ctrl+J and the like, and as F-keys.
const isCommand = (event) => event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(event.code);

const nothing = () => {
  const box = document.activeElement && document.activeElement.matches("input") ? document.activeElement : null;
  return { text: "", at: -Infinity, box, before: box && box.value };
};

// The page is not to hear of this key.
function keep(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// What came first looked like typing: out of the box again.
function takeBack({ box, before }) {
  if (!box || box.value === before) return;
  box.value = before;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
