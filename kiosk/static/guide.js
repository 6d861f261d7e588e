// Spoken guidance: each screen says what to do when it opens, one voice at a time.
import { createContext, html, useContext, useEffect, useMemo } from "/shared/preact.js";

const Guide = createContext(null);

// Whoever is inside may speak with useSaid.
export function GuideProvider({ on, language, children }) {
  const voice = useMemo(makeVoice, []);
  const guide = useMemo(() => ({ on, language, voice }), [on, language]);
  return html`<${Guide.Provider} value=${guide}>${children}</${Guide.Provider}>`;
}

// Says these clips while its screen is there, instead of what was being said or after it.
export function useSaid(names, { after = false } = {}) {
  const { on, language, voice } = useContext(Guide);
  useEffect(() => {
    if (!on || names.length === 0) return undefined;
    return voice.say(language, names, after);
  }, [on, language, names.join(" ")]);
}

// How the characters of a number are said: clips of their own.
export const spelled = (number) => [...number].map((character) => `character/${character}`);

function makeVoice() {
  let context = null;
  let speaking = null;

  const stop = () => {
    if (!speaking) return;
    speaking.queue.length = 0;
    if (speaking.source) speaking.source.stop();
    speaking = null;
  };

  const run = async (speech) => {
    while (speech.queue.length > 0) {
      const clip = await speech.queue.shift();
      if (speech !== speaking) return;
      if (clip) await played(context, clip, speech);
    }
    if (speech === speaking) speaking = null;
  };

  return {
    say(language, names, after) {
      context = context || new AudioContext();
      const clips = names.map((name) => fetched(context, language, name));
      if (after && speaking) {
        speaking.queue.push(...clips);
        return undefined;
      }
      stop();
      const speech = { queue: clips, source: null };
      speaking = speech;
      run(speech);
      return () => { if (speech === speaking) stop(); };
    },
  };
}

// A clip, or null: what is missing is not said, and nothing else comes of it.
async function fetched(context, language, name) {
  try {
    const answer = await fetch(`/guide/${language}/${name}.wav`);
    return answer.ok ? await context.decodeAudioData(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function played(context, clip, speech) {
  return new Promise((resolve) => {
    speech.source = context.createBufferSource();
    speech.source.buffer = clip;
    speech.source.connect(context.destination);
    speech.source.onended = resolve;
    speech.source.start();
  });
}
