// Vietnamese without its marks, so that "ho tich" finds "Hộ tịch".
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

export function matches(query, text) {
  const folded = fold(text);
  return fold(query).split(/\s+/).filter(Boolean).every((word) => folded.includes(word));
}
