/** Whoever uses no eyes goes on where something has changed, once it is there, not at the page's top. */
export function goTo(id) {
  requestAnimationFrame(() => {
    const place = document.getElementById(id);
    if (place) place.focus();
  });
}
