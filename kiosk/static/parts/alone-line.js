// A calm line while somebody chooses: the server is away, and numbers are given nevertheless.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

const WITH_A_RESULT = ["number", "problem"];

export const AloneLine = ({ state, flow, words }) => state && state.alone && !WITH_A_RESULT.includes(flow.screen) && html`
  <p class="alone" role="status"><${Icon} name="wifi-off" /><span>${words.alone}</span></p>
`;
