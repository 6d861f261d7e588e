/** What a counter offers to choose from where the server does not say. */

/** What `GET /desk` tells, and what holds where a server does not tell it. */
export const PLAIN_DESK = {
  pause_reasons: [
    "Nghỉ giải lao",
    "Họp đột xuất",
    "Xử lý công việc khẩn cấp",
    "Hỗ trợ đồng nghiệp",
    "Khác",
  ],
  outcomes: [
    "received",
    "supplement_requested",
    "refused",
    "result_returned",
    "guided",
    "fee_paid",
    "withdrawn",
    "other",
  ],
  max_calls: 3,
  hold_minutes: 15,
  targets: {},
  counters: {},
};

/** The outcome most services for a purpose end with, as a proposal. */
export const USUAL_OUTCOME = {
  guidance: "guided",
  submit: "received",
  supplement: "received",
  pay: "fee_paid",
  collect: "result_returned",
};
