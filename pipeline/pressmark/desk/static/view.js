// What this window shows: which page, how large, which plate, what is drawn over it.
import { desk, pageLabelled } from "./state.js";

/** @typedef {{n: number, press: boolean, plate: string, zoom: "spread"|"page"|"text"|number,
 *   trim: boolean, bleed: boolean, grid: boolean, tab: string, finding: string}} View
 *  `plate` is "" for all; a number as zoom is dots per inch of the screen; `finding` is a key. */

let view = Object.freeze({
  n: 0, press: false, plate: "", zoom: "spread",
  trim: true, bleed: true, grid: false, tab: "source", finding: "",
});
const watchers = new Set();

/** @returns {View} */
export const shown = () => view;

/** @param {(now: View, before: View, went: boolean) => void} watcher `went` where the editor asked
 *  to be taken to the page, rather than came to it by scrolling */
export const whenShown = (watcher) => watchers.add(watcher);

/** Shows something else. `entry` says how the address follows: a new entry of the history
 *  ("push", where the editor went somewhere), the same ("replace"), or not ("none"). */
export function show(change, entry = "replace") {
  const before = view;
  const went = "n" in change && entry !== "replace";
  view = Object.freeze({ ...view, ...change });
  if (!went && Object.keys(change).every((key) => before[key] === view[key])) return;
  if (entry !== "none") writeAddress(entry);
  for (const watcher of watchers) watcher(view, before, went);
}

/** The address of page `n` as it is now shown. */
export function addressOf(n) {
  const query = new URLSearchParams();
  if (view.press) query.set("view", "press");
  if (view.press && view.plate) query.set("plate", view.plate);
  const asked = query.size ? `?${query}` : "";
  return `/${desk().publication}/${encodeURIComponent(desk().pages[n].label)}${asked}`;
}

function writeAddress(entry) {
  const address = addressOf(view.n);
  if (address === location.pathname + location.search) return;
  history[entry === "push" ? "pushState" : "replaceState"](null, "", address);
}

/** What the address asks for: the publication it names, and a change of the view. */
export function readAddress() {
  const [publication, label] = location.pathname.split("/").slice(1).map(decodeURIComponent);
  const query = new URLSearchParams(location.search);
  const press = query.get("view") === "press";
  return { publication, label, press, plate: (press && query.get("plate")) || "" };
}

/** Shows what the address says (at the start, and when Back was pressed). */
export function followAddress() {
  const { label, press, plate } = readAddress();
  const page = label ? pageLabelled(label) : desk().pages[0];
  const tab = press === view.press ? view.tab : press ? "plates" : "source";
  show({ n: page?.n ?? view.n, press, plate, tab }, "none");
}
