/** What the tablet says, in both languages. */
import { RATING_WORDS } from "/shared/rating_words.js";

const vi = {
  ...RATING_WORDS.vi,
  back: "Quay lại",
  welcome: "Kính chào Ông/Bà",
  resting: "Sau khi giải quyết xong, xin mời Ông/Bà đánh giá tại đây.",
  counter: (number) => `Quầy số ${number}`,
  lost: "Mất kết nối, đang kết nối lại…",
  trial: "Thử nghiệm",
  other: "English",
};

const en = {
  ...RATING_WORDS.en,
  back: "Back",
  welcome: "Welcome",
  resting: "When your business is done, please tell us here how it was.",
  counter: (number) => `Counter ${number}`,
  lost: "Connection lost, trying again…",
  trial: "Trial",
  other: "Tiếng Việt",
};

export const wordsIn = (language) => (language === "en" ? en : vi);
