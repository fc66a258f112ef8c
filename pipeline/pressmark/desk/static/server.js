// Questions to the server, and its news.

const HEAD = Object.freeze({ "X-Desk": "1", "Content-Type": "application/json" });

/** @returns {Promise<{status: number, body: object}>} status 0 where no server answers */
async function ask(method, address, body) {
  try {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(address, { method, headers: HEAD, body: text });
    const said = answer.status === 304 ? null : await answer.json().catch(() => null);
    return { status: answer.status, body: said };
  } catch {
    return { status: 0, body: null };
  }
}

const asked = (path, query) => `${path}?${new URLSearchParams(query)}`;

export const getState = (publication) => ask("GET", `/api/state/${publication}`);
export const getPage = (publication, n, picture) =>
  ask("GET", asked(`/api/page/${publication}/${n}`, { picture }));
export const getPlates = (publication) => ask("GET", `/api/plates/${publication}`);
export const getFile = (path) => ask("GET", asked("/api/file", { path }));
export const getCompletions = (path, line, column) =>
  ask("GET", asked("/api/complete", { path, line, column }));
export const putUnsaved = (path, text) => ask("PUT", "/api/unsaved", { path, text });
export const postSave = (path, text, digest) => ask("POST", "/api/save", { path, text, digest });
export const postAccept = (asked) => ask("POST", "/api/accept", asked);
export const getInks = (publication, n, x, y) => ask("GET", asked(`/api/inks/${publication}/${n}`, { x, y }));

let known = { publication: "", tag: "", body: null };
/** The blocks of a publication; asked for again only where they may be others. */
export async function getBlocks(publication) {
  const tag = known.publication === publication ? known.tag : "";
  try {
    const headers = tag ? { ...HEAD, "If-None-Match": tag } : HEAD;
    const answer = await fetch(`/api/blocks/${publication}`, { headers });
    if (answer.ok) {
      known = { publication, tag: answer.headers.get("ETag") ?? "", body: await answer.json() };
    }
  } catch { /* no server: the blocks stay as they were */ }
  return known.body?.blocks ?? [];
}

const PATIENCE = 3000;  // ms without the server before it is said to have stopped

/** Hears of each change. `heard` is called where the state is another, `stopped(true)` once the
 *  server is gone and `stopped(false)` when it is back. */
export function listen(publication, heard, stopped) {
  let timer = 0, gone = false, source = null;
  const lost = () => {
    gone = true;
    stopped(true);
  };
  const open = () => {
    source = new EventSource(`/api/events/${publication}`);
    source.addEventListener("open", () => {
      clearTimeout(timer);
      timer = 0;
      if (gone) stopped(gone = false);
      heard();
    });
    source.addEventListener("state", () => heard());
    source.addEventListener("gone", lost);
    source.addEventListener("error", () => {
      timer ||= setTimeout(lost, PATIENCE);
      // A browser gives up where the answer was no stream: then we begin anew ourselves.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, PATIENCE);
    });
  };
  open();
  addEventListener("pagehide", () => source.close());
}
