/** What the tablet says, in both languages. */
const vi = {
  question: "Ông/Bà đánh giá như thế nào về thái độ, tác phong của cán bộ, công chức?",
  score3: "Rất hài lòng",
  score2: "Hài lòng",
  score1: "Không hài lòng",
  why: "Ông/Bà chưa hài lòng về điều gì?",
  whyMore: "Có thể chọn nhiều lý do, hoặc không chọn lý do nào.",
  send: "Gửi đánh giá",
  back: "Quay lại",
  thanks: "Cảm ơn Ông/Bà đã đánh giá!",
  anonymous: "Cán bộ không biết ai đã đánh giá.",
  welcome: "Kính chào Ông/Bà",
  resting: "Sau khi giải quyết xong, xin mời Ông/Bà đánh giá tại đây.",
  counter: (number) => `Quầy số ${number}`,
  lost: "Mất kết nối, đang kết nối lại…",
  failed: "Chưa gửi được đánh giá. Xin Ông/Bà thử lại.",
  trial: "Thử nghiệm",
  other: "English",
};

const en = {
  question: "How do you judge the attitude and manner of the officer?",
  score3: "Very satisfied",
  score2: "Satisfied",
  score1: "Not satisfied",
  why: "What were you not satisfied with?",
  whyMore: "You may choose several reasons, or none.",
  send: "Send",
  back: "Back",
  thanks: "Thank you for your answer!",
  anonymous: "The officer does not learn who has answered.",
  welcome: "Welcome",
  resting: "When your business is done, please tell us here how it was.",
  counter: (number) => `Counter ${number}`,
  lost: "Connection lost, trying again…",
  failed: "Your answer could not be sent. Please try again.",
  trial: "Trial",
  other: "Tiếng Việt",
};

export const wordsIn = (language) => (language === "en" ? en : vi);
