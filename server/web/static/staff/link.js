/** News: one socket that brings the whole state and mends itself. */
import { io } from "/shared/vendor/socket.io.esm.min.js";

const REJOIN_AFTER_MS = [200, 3000]; // at once when only the session is new, then patiently

/** Whether a snapshot tells more than what is shown; a new epoch means a restored backup. */
export function isNewer(shown, snapshot) {
  if (!shown || shown.epoch !== snapshot.epoch) return true;
  // With the same sequence only time has passed: a line may have another order for it.
  return snapshot.seq > shown.seq || (snapshot.seq === shown.seq && snapshot.at > shown.at);
}

/**
 * Join a namespace; `auth` is what it asks for. `onSnapshot(snapshot)` for each state; `onLink("live" | "lost")`;
 * `onRefused()` resolves to whether to try again when the server does not let us in.
 */
export function openLink({ namespace, auth }, { onSnapshot, onLink, onRefused }) {
  const socket = io(namespace, {
    transports: ["websocket"],
    auth,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  });
  let timer = null;
  let refusals = 0;

  async function rejoin() {
    // The library gives up when the server itself refuses or hangs up: we do not.
    if (socket.active || !(await onRefused())) return;
    timer = setTimeout(() => socket.connect(), REJOIN_AFTER_MS[Math.min(refusals, 1)]);
    refusals += 1;
  }

  socket.on("snapshot", (snapshot) => {
    refusals = 0;
    onSnapshot(snapshot);
    onLink("live");
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io client disconnect") return;
    onLink("lost");
    rejoin();
  });
  socket.on("connect_error", () => {
    onLink("lost");
    rejoin();
  });

  return {
    refresh: () => socket.disconnect().connect(),
    close: () => {
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
