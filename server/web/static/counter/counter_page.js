/** One counter: what it shows comes from snapshots only, what is pressed goes out as commands. */
import { html, useEffect, useRef, useState } from "/shared/preact.js";
import { ownsEnter, usePageKeys } from "/static/staff/keys.js";
import { Messages } from "/static/staff/messages.js";
import { namesOf } from "/static/staff/names.js";
import { SessionEndBanner } from "/static/staff/session_end.js";
import { useNews } from "/static/staff/use_news.js";
import { useWords } from "/static/staff/words.js";
import { Actions } from "./actions.js";
import { ReinstateDialog, ResumeDialog } from "./aside_dialog.js";
import { CallDialog } from "./call_dialog.js";
import { CancelDialog } from "./cancel_dialog.js";
import { CloseDialog } from "./close_dialog.js";
import { blankDraft, FinishDialog } from "./finish_dialog.js";
import { HistoryDialog } from "./history_dialog.js";
import { HoldDialog } from "./hold_dialog.js";
import { rememberCounter } from "./last_counter.js";
import { applies, ASKING, bodyOf, lookOnly, moveOf, MOVES, pathOf, ticketPath } from "./moves.js";
import { PauseDialog } from "./pause_dialog.js";
import { CounterTop } from "./place.js";
import { PastDialog } from "./past_dialog.js";
import { ReprintDialog } from "./reprint_dialog.js";
import { MoveDialog, SeatBanner } from "./seats.js";
import { StopsDialog } from "./stops_dialog.js";
import { TicketPanel } from "./ticket.js";
import { TransferDialog } from "./transfer_dialog.js";
import { useCounterCommands } from "./use_commands.js";
import { useCountdown, useStopKeys } from "./use_countdown.js";
import { chosenRow, WaitingList } from "./waiting_list.js";
import { WithoutTicketDialog } from "./without_ticket_dialog.js";

const DIALOGS = {
  finish: FinishDialog, hold: HoldDialog, resume: ResumeDialog, transfer: TransferDialog,
  stops: StopsDialog, call: CallDialog, reinstate: ReinstateDialog, cancel: CancelDialog,
  without_ticket: WithoutTicketDialog, reprint: ReprintDialog, pause: PauseDialog, close: CloseDialog,
};
const SETTLE_MS = 350;

export function CounterPage(page) {
  const { say } = useWords();
  const news = useNews(page.server, audienceOf(page.counterId));
  if (news.refused) {
    return html`<${CounterTop} ...${page} /><main class="chooser">
      <p role="alert" class="page-trouble">${news.refused}</p>
      <a class="button" href="/counter">${say("choose_counter")}</a>
    </main>`;
  }
  if (!news.snapshot) {
    return html`<${CounterTop} ...${page} link=${news.link} /><main class="arriving">
      <p role="status">${say(news.link === "lost" ? "link_lost_long" : "loading")}</p>
    </main>`;
  }
  return html`<${Desk} ...${page} news=${news} />`;
}

/** The working page, once the counter's state is known. */
function Desk({ server, person, centre, desk, counterId, news }) {
  const words = useWords();
  const { snapshot, ahead, link } = news;
  const { counter } = snapshot;
  const live = link === "live";
  const names = { ...namesOf(centre, words), counter: (id) => desk.counters[id] ?? id };
  const shown = shownOf(counter);
  const [elsewhere, onElsewhere] = useState(null);
  const commands = useCounterCommands({ server, counterId, shown, refresh: news.refresh, onElsewhere });
  const [dialog, setDialog] = useDialog(counter, commands);
  const [history, setHistory] = useState(null);
  const [past, setPast] = useState(false);
  const [draft, onDraft] = useDraft(counter.ticket);
  const home = useFocusHome();
  const settled = useSettled(shown);

  const onlyLook = lookOnly(counter, person);
  const can = (move) => live && !onlyLook && applies(move, counter, desk);
  const press = (move, number) => {
    if (!can(move)) return;
    const missed = move.name === "reinstate" && oneMeant(counter.missed, number);
    const held = move.name === "resume" && oneMeant(counter.held, number);
    if (missed) commands.run(move.name, {}, ticketPath(missed.id, move.name));
    else if (held) commands.run(move.name, { number: held.number });
    else if (ASKING.includes(move.name)) setDialog({ name: move.name, number });
    else commands.run(move.name, bodyOf(move.name, counter), pathOf(counterId, move.name, counter.ticket));
  };
  const choose = (number, list) => {
    if (list === "held") commands.run("resume", { number });
    else if (list === "coming") checkIn(counter.coming.find((one) => one.number === number));
    else press(moveNamed("call"), number);
  };
  const checkIn = (one) => one && commands.run("check_in", {}, ticketPath(one.id, "check-in"));
  const countdown = useCountdown(counter, ahead, can(moveNamed("mode")));
  const stop = () => press(moveNamed("mode"));
  useStopKeys(countdown, stop);
  useMoveKeys(press, settled, countdown, counter);
  const openPast = onlyLook ? null : () => setPast(true);
  usePageKeys((key, event) => {
    if (key !== "H" || countdown || !openPast) return;
    event.preventDefault();
    openPast();
  });
  useTitle(counter, words);
  useEffect(() => rememberCounter(counterId), [counterId]);

  const Asking = dialog && DIALOGS[dialog.name];
  const day = snapshot.at.slice(0, 10); // the centre's own
  const shared = { server, counter, desk, names, centre, ahead, day, live, draft, onDraft, busy: commands.busy };
  const close = () => {
    setDialog(null);
    setPast(false);
    onElsewhere(null);
  };
  const send = async (name, body, refuse, path) => {
    const refused = await commands.ask(name, body, refuse, path);
    if (refused === null) close();
    return refused;
  };
  const takeOver = () => commands.run("take_over", {});
  const seat = { counter, onlyLook, live, busy: commands.busy, onTakeOver: takeOver };
  return html`
    <${CounterTop} server=${server} person=${person} centre=${centre} counter=${counter} link=${link}
      ahead=${ahead} onLeave=${news.leave} />
    <${Banners} live=${live} seat=${seat}
      ended=${snapshot.session_end} emergency=${words.named({ name: snapshot.emergency, name_en: snapshot.emergency_en })} />
    <main class="desk">
      <div class="desk-work">
        <${TicketPanel} counter=${counter} names=${names} desk=${desk} ahead=${ahead} home=${home}
          server=${server} countdown=${countdown} onStop=${stop} onHistory=${setHistory} />
        <${Actions} counter=${counter} can=${can} settled=${settled}
          onMove=${(move) => settled && press(move)} />
        <${Messages} ...${commands} />
      </div>
      <${WaitingList} counter=${counter} names=${names} targets=${desk.targets} at=${snapshot.at}
        ahead=${ahead} canCall=${can(moveNamed("call"))} canCheckIn=${live && !onlyLook} onChoose=${choose}
        onPast=${openPast} />
    </main>
    ${Asking && html`<${Asking} key=${dialog.name} number=${dialog.number} ...${shared}
      onSend=${send} onClose=${close} />`}
    ${elsewhere && html`<${MoveDialog} elsewhere=${elsewhere} ...${shared}
      onSend=${send} onClose=${close} />`}
    ${past && html`<${PastDialog} ...${shared} onSend=${send} onClose=${close} />`}
    ${history && html`<${HistoryDialog} code=${history} ...${shared}
      onClose=${() => setHistory(null)} />`}
  `;
}

function audienceOf(counterId) {
  const path = `/counters/${encodeURIComponent(counterId)}`;
  return { namespace: "/counter", auth: { counter: counterId }, path };
}

/** What locks every button, said where it cannot be overlooked. */
function Banners({ live, seat, ended, emergency }) {
  const { say } = useWords();
  return html`
    ${!live && html`<p class="link-banner" role="alert">
      <span class="icon icon-lost"></span>${say("link_lost_long")}</p>`}
    <${SeatBanner} ...${seat} />
    ${emergency && html`<p class="link-banner" role="alert">
      <span class="icon icon-alert"></span><span><strong>${say("emergency_on")}</strong> ${emergency}</span></p>`}
    <${SessionEndBanner} ended=${ended} />
  `;
}

/** What every command changes. */
function shownOf({ state, ticket }) {
  return [state, ticket?.number, ticket?.calls].join(" ");
}

/** The one of those aside that needs no choosing: the one in focus, or the only one. */
function oneMeant(tickets, number) {
  return tickets.length === 1 ? tickets[0] : tickets.find((one) => one.number === number);
}

function moveNamed(name) {
  return MOVES.find((move) => move.name === name);
}

/** The open dialog; it goes when another screen has moved the counter on meanwhile. */
function useDialog(counter, commands) {
  const [dialog, setDialog] = useState(null);
  const stale = dialog && !moveNamed(dialog.name).states.includes(counter.state);
  useEffect(() => {
    if (!stale) return;
    setDialog(null);
    if (!commands.busy) commands.tell("moved_on");
  }, [stale]);
  return [stale ? null : dialog, setDialog];
}

/** What has been filled in for finishing this ticket, kept while the ticket is here. */
function useDraft(ticket) {
  const [kept, setKept] = useState({});
  const key = ticket && `${ticket.id} ${ticket.stop}`;
  const draft = kept.key === key ? kept.draft : ticket && blankDraft(ticket);
  const onDraft = (change) =>
    setKept((now) => ({ key, draft: { ...(now.key === key ? now.draft : draft), ...change } }));
  return [draft, onDraft];
}

/** Keeps the focus on the ticket when what had it is gone or locked. */
function useFocusHome() {
  const home = useRef(null);
  useEffect(() => {
    const active = document.activeElement;
    const lost = !active || active === document.body || active.disabled;
    if (lost && !document.querySelector("dialog[open]")) home.current?.focus({ preventScroll: true });
  });
  return home;
}

/** False right after a change: a press then was meant for what stood there before. */
function useSettled(shown) {
  const [settled, setSettled] = useState(shown);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(shown), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return settled === shown;
}

function useMoveKeys(press, settled, countdown, counter) {
  usePageKeys((key, event) => {
    if (countdown || (key === "Enter" && (ownsEnter(event) || !settled))) return;
    const move = moveOf(key, counter);
    if (!move) return;
    event.preventDefault();
    press(move, chosenRow(event));
  });
}

function useTitle(counter, { say, language }) {
  const place = say("counter", { number: counter.number });
  const first = counter.ticket?.number ?? (counter.waiting.length ? `(${counter.waiting.length})` : "");
  useEffect(() => {
    document.title = [first, place].filter(Boolean).join(" · ");
  }, [first, place, language]);
}
