// A real keyboard: the arrows go to the nearest thing that can be pressed, Escape goes back.
const PRESSABLE = "button:not(:disabled), input";

// How far one thing lies ahead of another, or null when it does not lie that way.
const WAYS = {
  ArrowRight: (from, to) => (beside(from, to) ? to.left - from.left : null),
  ArrowLeft: (from, to) => (beside(from, to) ? from.left - to.left : null),
  ArrowDown: (from, to) => (to.top > from.top + 1 ? to.top - from.top + aside(from, to) : null),
  ArrowUp: (from, to) => (to.top < from.top - 1 ? from.top - to.top + aside(from, to) : null),
};

const beside = (from, to) => to.top < from.bottom && to.bottom > from.top;
const middle = (box) => box.left + box.width / 2;
const aside = (from, to) => 2 * Math.abs(middle(to) - middle(from));

// Listens until what it returns is called.
export function listenToKeys(onEscape) {
  const hear = (event) => {
    if (event.defaultPrevented) return;
    if (WAYS[event.key]) goOn(event);
    else if (event.key === "Escape" && !document.querySelector("dialog[open]")) onEscape();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

// In the box that is typed into, left and right move among the letters.
function goOn(event) {
  const here = document.activeElement;
  if (here.matches("input") && /Left|Right/.test(event.key)) return;
  const next = nearest(here, WAYS[event.key]);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nearest(here, way) {
  const from = here.getBoundingClientRect();
  const page = document.querySelector("dialog[open]") || document;
  let best = null;
  let least = Infinity;
  for (const thing of page.querySelectorAll(PRESSABLE)) {
    const far = way(from, thing.getBoundingClientRect());
    if (far !== null && far > 0 && far < least) [best, least] = [thing, far];
  }
  return best;
}
