// No context menu, no dragging, no zoom: the browser around the page is not the citizen's.
const stop = (event) => event.preventDefault();
const stopZoomKeys = (event) => {
  if (event.ctrlKey && ["+", "-", "=", "0"].includes(event.key)) event.preventDefault();
};
const stopZoomWheel = (event) => {
  if (event.ctrlKey) event.preventDefault();
};

export function lockGestures() {
  for (const name of ["contextmenu", "dragstart", "gesturestart"]) document.addEventListener(name, stop);
  document.addEventListener("keydown", stopZoomKeys);
  document.addEventListener("wheel", stopZoomWheel, { passive: false });
}
