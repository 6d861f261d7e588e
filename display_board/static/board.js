// The hall's screen: takes pictures from the board program and draws the newest one.

import { html, render } from "/shared/preact.js";
import { CentreClock } from "./clock.js";
import { fit } from "./fit.js";
import { FRESH_MS, Freshness } from "./freshness.js";
import { Board } from "./layouts.js";
import { Player } from "./player.js";

const root = document.getElementById("board");
const page = JSON.parse(document.body.dataset.page);
const clock = new CentreClock();
const freshness = new Freshness();
const socket = io({ transports: ["websocket"], auth: { zone: page.zone, layout: page.layout }, timeout: 4000, reconnectionDelayMax: 1000 });
const player = new Player(socket, page.sound_from, draw);

let picture = null;
let connected = true;
let settling = 0;

function draw() {
  const link = connected ? (picture ? picture.link : "connecting") : "program";
  const about = { shown: picture, link, page, player, signs: signsOf(picture), now: clock.now() };
  render(html`<${Board} ...${about} />`, root);
}

// What marks a call: that it has just come, that it is being said, that it never will be.
function signsOf(shown) {
  const unsaid = new Set(shown ? shown.unsaid : []);
  return {
    fresh: (call) => freshness.has(call),
    speaking: shown && shown.speaking,
    unsaid: (call) => unsaid.has(call.seq),
  };
}

function take(next) {
  if (picture && picture.run === next.run && picture.seq >= next.seq) return;
  const stranger = !picture || picture.run !== next.run;
  picture = next;
  player.note(next.sound);
  if (next.hall) {
    clock.set(next.at);
    if (freshness.note(next.hall.calls)) settle();
  }
  if (stranger) player.tell();
  draw();
}

// A call that has flashed stands still, also if nothing else happens.
function settle() {
  clearTimeout(settling);
  settling = setTimeout(draw, FRESH_MS + 200);
}

function reloadAfterUpgrade(greeting) {
  if (greeting.version !== page.version) location.reload();
}

function refit() {
  fit(root, page);
  draw();
}

socket.on("connect", () => { connected = true; player.tell(); });
socket.on("disconnect", () => { connected = false; draw(); });
socket.on("connect_error", () => { connected = false; draw(); });
socket.on("greeting", reloadAfterUpgrade);
socket.on("picture", take);
addEventListener("resize", refit);
setInterval(draw, 1000); // the clock and the turn of pages; nothing else changes by itself
refit();
