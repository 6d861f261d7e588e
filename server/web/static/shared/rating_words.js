// What is said wherever a service is judged: at the counter's tablet and at the kiosk.
export const RATING_WORDS = {
  vi: {
    question: "Ông/Bà đánh giá như thế nào về thái độ, tác phong của cán bộ, công chức?",
    score3: "Rất hài lòng",
    score2: "Hài lòng",
    score1: "Không hài lòng",
    why: "Ông/Bà chưa hài lòng về điều gì?",
    whyMore: "Có thể chọn nhiều lý do, hoặc không chọn lý do nào.",
    send: "Gửi đánh giá",
    thanks: "Cảm ơn Ông/Bà đã đánh giá!",
    anonymous: "Cán bộ không biết ai đã đánh giá.",
    failed: "Chưa gửi được đánh giá. Xin Ông/Bà thử lại.",
  },
  en: {
    question: "How do you judge the attitude and manner of the officer?",
    score3: "Very satisfied",
    score2: "Satisfied",
    score1: "Not satisfied",
    why: "What were you not satisfied with?",
    whyMore: "You may choose several reasons, or none.",
    send: "Send",
    thanks: "Thank you for your answer!",
    anonymous: "The officer does not learn who has answered.",
    failed: "Your answer could not be sent. Please try again.",
  },
};
