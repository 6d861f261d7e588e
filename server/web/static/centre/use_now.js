/** The newest reading of the centre, asked for again while somebody looks. */
import { useEffect, useState } from "../shared/preact.js";
import { ask } from "../citizen/server.js";

const FIRST_RETRY_S = 10;

/** `{ centre, late }`; late: it could not be read anew, and what is shown may be over. */
export function useNow() {
  const [centre, setCentre] = useState(null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    let timer = null;
    let over = false;
    const again = async () => {
      clearTimeout(timer);
      let seconds = FIRST_RETRY_S;
      try {
        const told = await ask("GET", "/centre/now");
        if (over) return;
        setCentre(told);
        setLate(false);
        seconds = told.refresh_seconds;
      } catch (failure) {
        if (over) return;
        setLate(true);
      }
      timer = setTimeout(look, seconds * 1000 * (0.9 + Math.random() / 5)); // not all in step
    };
    /** A page that nobody looks at asks nothing. */
    const look = () => (document.hidden ? (timer = null) : again());
    const wake = () => !document.hidden && timer === null && again();
    document.addEventListener("visibilitychange", wake);
    again();
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }, []);
  return { centre, late };
}
