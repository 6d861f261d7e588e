/**
 * The sound and the shaking of a call. Browsers allow neither before somebody has touched the page,
 * so it is switched on by a button, and rings once to show how it sounds.
 */
import { useEffect, useRef, useState } from "../shared/preact.js";

const TONES = [[660, 0], [880, 0.22], [1320, 0.44]]; // Hz, seconds
const RINGS = [0, 1.3, 2.6];
const SHAKING = [400, 200, 400, 200, 700];
const SHORT_SHAKE = 300;
const LOUD = 0.5;

export const shakes = typeof navigator.vibrate === "function";

/** `{ on, turn(), ring(), nudge() }`: a call rings until it is noticed, a nudge sounds once. */
export function useAlarm() {
  const [on, setOn] = useState(false);
  const audio = useRef(null);
  useStayingAwake(on);
  function turn() {
    if (!on) {
      audio.current = audio.current || newAudio();
      chime(audio.current, [0]);
    }
    setOn(!on);
  }
  function ring() {
    if (!on) return;
    chime(audio.current, RINGS);
    if (shakes) navigator.vibrate(SHAKING);
  }
  function nudge() {
    if (!on) return;
    chime(audio.current, [0]);
    if (shakes) navigator.vibrate(SHORT_SHAKE);
  }
  return { on, turn, ring, nudge };
}

function newAudio() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  return Audio ? new Audio() : null;
}

/** Three rising tones, `rings` seconds from now. */
function chime(audio, rings) {
  if (!audio) return;
  audio.resume();
  for (const ring of rings) {
    for (const [hertz, after] of TONES) tone(audio, hertz, audio.currentTime + 0.05 + ring + after);
  }
}

function tone(audio, hertz, at) {
  const voice = audio.createOscillator();
  const loudness = audio.createGain();
  voice.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
  voice.connect(loudness).connect(audio.destination);
  voice.start(at);
  voice.stop(at + 0.65);
}

/** A screen that goes dark hears nothing: where the browser allows it, it stays lit meanwhile. */
function useStayingAwake(on) {
  const lock = useRef(null);
  async function hold() {
    try {
      lock.current = await navigator.wakeLock.request("screen");
    } catch (refused) {
      lock.current = null; // no such thing here, or the battery is low
    }
  }
  useEffect(() => {
    if (!on || !navigator.wakeLock) return undefined;
    const again = () => document.hidden || hold(); // it is lost whenever the page is left
    again();
    document.addEventListener("visibilitychange", again);
    return () => {
      document.removeEventListener("visibilitychange", again);
      if (lock.current) lock.current.release();
    };
  }, [on]);
}
