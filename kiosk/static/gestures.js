// No context menu, no dragging, no zoom, no keys of the browser: what is around the page is not
// the citizen's. In full screen Chromium asks the page first, even for a new tab or a new window.
const stop = (event) => event.preventDefault();
const FUNCTION_KEY = /^F\d+$/;
const BROWSERS_OWN = ["BrowserBack", "BrowserForward", "BrowserHome", "BrowserRefresh", "ContextMenu"];
const stopKeys = (event) => {
  const combined = event.ctrlKey || event.altKey || event.metaKey;
  if (combined || FUNCTION_KEY.test(event.key) || BROWSERS_OWN.includes(event.key)) event.preventDefault();
};
const stopZoomWheel = (event) => {
  if (event.ctrlKey) event.preventDefault();
};

export function lockGestures() {
  for (const name of ["contextmenu", "dragstart", "gesturestart"]) document.addEventListener(name, stop);
  document.addEventListener("keydown", stopKeys);
  document.addEventListener("wheel", stopZoomWheel, { passive: false });
}
