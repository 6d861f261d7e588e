// What is wrong with the printer, calmly: numbers are given all the same.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

export const PrinterLine = ({ trouble, words }) => trouble && html`
  <p class="printer-line" role="status">
    <${Icon} name="printer" /><span>${firstScreenWords(trouble, words)}</span>
  </p>
`;

const firstScreenWords = (trouble, words) => (
  trouble === "near_end" ? words.paperNearEnd : words.numberOnScreen(printerWords(trouble, words)));

// Why there is no slip, beside the number.
export const noSlipWords = (trouble, words) => (
  trouble && trouble !== "near_end" ? words.keepNumber(printerWords(trouble, words)) : words.paper.not_printed);

const printerWords = (trouble, words) => words.printer[trouble] ?? words.printer.unknown;
