// The row of buttons at the foot of a screen, within reach from a wheelchair.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

export const Footer = ({ children }) => html`<nav class="footer">${children}</nav>`;

export const BackButton = ({ words, act }) => html`
  <${FootButton} icon="arrow-left" onClick=${() => act({ move: "back" })}>${words.back}</${FootButton}>
`;

export const HomeButton = ({ words, home }) => html`
  <${FootButton} icon="house" onClick=${home}>${words.home}</${FootButton}>
`;

export const SearchButton = ({ words, act }) => html`
  <${FootButton} icon="search" strong onClick=${() => act({ move: "open", screen: "search" })}>
    ${words.search}
  </${FootButton}>
`;

// The hint at a scanner where there is one; a code can be typed everywhere.
export const ReceiptButton = ({ scanner, words, act }) => html`
  <${FootButton} icon=${scanner === "none" ? "receipt-text" : "scan-qr-code"} onClick=${() => act({ move: "open", screen: "code" })}>
    ${scanner === "none" ? words.scan.haveReceipt : words.scan.scanReceipt}
  </${FootButton}>
`;

export const FootButton = ({ icon, strong, onClick, children }) => html`
  <button class=${strong ? "foot strong" : "foot"} onClick=${onClick}>
    <${Icon} name=${icon} /><span>${children}</span>
  </button>
`;
