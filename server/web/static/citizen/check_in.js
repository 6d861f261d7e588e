/** Whoever took a number on their phone says that they are here: only then is it called. */
import { html, useEffect, useState } from "../shared/preact.js";
import { ask } from "./server.js";
import { clock } from "./time.js";

const WORDS = {
  vi: {
    comeBy: (time) => `Xin đến và báo có mặt trước ${time}. Quá giờ này, số sẽ bị huỷ.`,
    showQr: "Đến nơi, đưa mã này vào máy quét ở máy lấy số.",
    orType: "Hoặc ở máy lấy số bấm “Có giấy hẹn?” rồi gõ:",
    qrFor: (number) => `Mã QR của số ${number}`,
    inHall: "Điện thoại đang ở mạng của trung tâm.",
    iAmHere: "Tôi đã có mặt",
    failed: "Chưa gửi được. Xin thử lại.",
  },
  en: {
    comeBy: (time) => `Come and check in before ${time}. After that the number lapses.`,
    showQr: "When you arrive, hold this code before the kiosk's scanner.",
    orType: "Or press “Have a receipt?” at the kiosk and type:",
    qrFor: (number) => `QR code of number ${number}`,
    inHall: "This phone is in the centre's network.",
    iAmHere: "I am here",
    failed: "That did not get through. Please try again.",
  },
};

/** `secret` is the ticket's own; `onHere()` is told once the server knows. */
export function CheckIn({ secret, number, hereBy, language, onHere = () => {} }) {
  const words = WORDS[language] || WORDS.vi;
  const means = useMeans(secret, hereBy);
  const [trouble, setTrouble] = useState("");
  const here = async () => {
    try {
      await ask("POST", "/phone/check-in", { body: {}, headers: shown(secret), language });
      setTrouble("");
      onHere();
    } catch (failure) {
      setTrouble(failure.detail || words.failed);
    }
  };
  return html`
    <div class="check-in">
      <p class="check-in-by">${words.comeBy(clock(hereBy))}</p>
      ${means && (means.in_hall ? html`
        <p>${words.inHall}</p>
        <button type="button" class="button button-main" onClick=${here}>${words.iAmHere}</button>
        ${trouble && html`<p class="check-in-trouble" role="alert">${trouble}</p>`}
      ` : html`
        <img class="check-in-code" src=${means.qr} alt=${words.qrFor(number)} width="180" height="180" />
        <p>${words.showQr}</p>
        <p>${words.orType} <strong class="check-in-typed">${number}-${means.code}</strong></p>
      `)}
    </div>
  `;
}

const shown = (secret) => ({ Authorization: `Ticket ${secret}` });

/** How this phone can check in: it changes with the network it is in. */
function useMeans(secret, hereBy) {
  const [means, setMeans] = useState(null);
  useEffect(() => {
    let over = false;
    const look = () => ask("GET", "/phone/check-in", { headers: shown(secret) })
      .then((told) => over || setMeans(told), () => {}); // asked again when the phone is looked at
    const wake = () => document.hidden || look();
    document.addEventListener("visibilitychange", wake);
    look();
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", wake);
    };
  }, [secret, hereBy]);
  return means;
}
