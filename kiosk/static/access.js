// What a person may ask of the screen, each by one touch, and how the page looks with it.
export const NO_ACCESS = { large: false, contrast: false, low: false, spoken: false };

// Done while drawing, so that what is measured afterwards is measured as it will be seen.
export function dress({ large, contrast, low }, language) {
  const page = document.documentElement;
  page.lang = language;
  mark(page, "data-text", large && "large");
  mark(page, "data-theme", contrast && "contrast");
  mark(page, "data-reach", low && "low");
}

function mark(page, name, value) {
  if (value) page.setAttribute(name, value);
  else page.removeAttribute(name);
}
