/** Single keys as commands. Keys are known by their place: an input method may turn `1` into `ă`. */
import { useLayoutEffect, useRef } from "/shared/preact.js";

const TYPING = "input, textarea, select, [contenteditable]";
const PRESSABLE = "a, button, summary";

/** The letter, digit or `Enter` that was pressed alone, or nothing. */
export function plainKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return "";
  const [, place] = event.code.match(/^(?:Key|Digit|Numpad)([A-Z0-9])$/) ?? [];
  return place ?? (["Enter", "NumpadEnter"].includes(event.code) ? "Enter" : "");
}

export function isTyping(event) {
  const typed = event.target.closest?.(TYPING);
  return Boolean(typed) && !["radio", "checkbox"].includes(typed.type);
}

/** Whether Enter belongs to what has the focus rather than to the page. */
export function ownsEnter(event) {
  return Boolean(event.target.closest?.(PRESSABLE));
}

/** Calls `onKey(key, event)` for each plain key pressed outside dialogs and text fields. */
export function usePageKeys(onKey) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useLayoutEffect(() => {
    const listen = (event) => {
      if (isTyping(event) || document.querySelector("dialog[open]")) return;
      const key = plainKey(event);
      if (key) latest.current(key, event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
