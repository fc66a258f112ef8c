// What the server knows: the newest state, frozen, and what is looked up in it.

let state = null;
const watchers = new Set();

/** The newest state (spec: GET /api/state); null before the first. */
export const desk = () => state;

/** @param {(now: object, before: object | null) => void} watcher called with each new state */
export const whenState = (watcher) => watchers.add(watcher);

/** Takes a state, unless a newer one is there. */
export function takeState(given) {
  if (state && given.publication === state.publication && given.revision < state.revision) return;
  const before = state;
  state = Object.freeze(given);
  for (const watcher of watchers) watcher(state, before);
}

const NO_SPREAD = Object.freeze({ pages: [], name: "", title: "", fit: null });

/** The spread on which page `n` lies; an empty one while there are no pages yet. */
export const spreadOf = (n) => state.spreads.find((spread) => spread.pages.includes(n)) ?? NO_SPREAD;

/** The page of a label, as it stands in an address. */
export const pageLabelled = (label) => state.pages.find((page) => page.label === label);

/** "18", "front cover": how a page is named in a sentence. */
export const pageName = (n) => state.pages[n]?.name.replace(/^page /, "") ?? "";

/** "page 18", "pages 18–21", "pages 3, 7": pages in a sentence. */
export function pagesNamed(ns) {
  if (ns.length > 1 && ns.length === state.pages.length) return "all pages";
  const sorted = [...ns].sort((a, b) => a - b);
  const joined = sorted.every((n, i) => i === 0 || n === sorted[i - 1] + 1) && sorted.length > 1
    ? `${pageName(sorted[0])}–${pageName(sorted.at(-1))}` : sorted.map(pageName).join(", ");
  const covers = sorted.length === 1 && !/^\d/.test(joined);
  return covers ? `the ${joined}` : `${sorted.length === 1 ? "page" : "pages"} ${joined}`;
}

/** Findings of the pages given, in the order of the list. */
export const findingsOn = (pages) =>
  state.findings.filter((finding) => finding.pages.some((n) => pages.includes(n)));

/** The file of a path, if the desk has it. */
export const fileOf = (path) => state.files.find((file) => file.path === path);

/** "05-learning.md" of its path. */
export const fileName = (path) => path.split("/").at(-1);
