/** Where this server is, also behind a proxy that gives it a path of its own. */
const ROOT = new URL("../../", import.meta.url);

/** The address of one of our own doors, such as `addressOf("api/v1/centre")`. */
export const addressOf = (path) => new URL(path, ROOT).href;
