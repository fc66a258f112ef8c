// Press: which plate is shown, and all of them small in the side.
import { byId, make } from "./dom.js";
import { exchange, pictureAddress } from "./pictures.js";
import { getPlates } from "./server.js";
import { desk, pageName, pagesNamed, spreadOf, whenState } from "./state.js";
import { show, shown, whenShown } from "./view.js";

const SMALL = 12;  // dpi of a small plate, before the screen's own
const LETTERS = { cyan: "C", magenta: "M", yellow: "Y", black: "K" };
let press = null;  // {plates, limit, heaviest}, null while there are no press files
let asked = "";
const watchers = new Set();

/** @param {() => void} watcher called when the press files are others */
export const whenPlates = (watcher) => watchers.add(watcher);
/** Where most ink lies: {n, x, y, total, row}, or undefined. */
export const heaviest = () => press?.heaviest;

async function fetchPlates() {
  const now = desk();
  const key = JSON.stringify([now.publication, now.press]);
  if (!shown().press || key === asked) return;
  asked = key;
  const { status, body } = await getPlates(now.publication);
  press = status === 200 ? body : null;
  write();
  for (const watcher of watchers) watcher();
}

/** The plates by the name in an address: "" all, then each, then heat. */
const choices = () => (press ? [["", "All"], ...press.plates.map((name) => [name.toLowerCase(), LETTERS[name.toLowerCase()] ?? name]), ["heat", "Heat"]] : []);

function write() {
  const group = byId("plate-choice");
  group.hidden = !shown().press || !press;
  group.replaceChildren(...choices().map(([plate, name]) => make("button", {
    type: "button", "aria-pressed": String(plate === shown().plate), onclick: () => show({ plate }, "push"),
    "aria-label": LETTERS[plate] ? `${name} ${plate}` : false,
  }, LETTERS[plate] ? make("span", { class: `ink ${plate}` }) : "", name)));
  if (shown().press) byId("panel-plates").replaceChildren(...panel());
}

function panel() {
  const { note, state } = desk().press;
  if (!press) return [make("p", { class: "press-note" }, state === "none" ? "There are no press files yet." : note)];
  const most = press.heaviest;
  const { pages } = spreadOf(shown().n);
  const rows = choices().map(([plate, name]) => {
    const pair = make("span", { class: "pair" }, ...pages.map((n) => small(n, plate)));
    const told = plate === "" ? "All" : plate === "heat" ? "Heat" : press.plates.find((one) => one.toLowerCase() === plate) ?? name;
    return make("button", { type: "button", class: "plate", "aria-pressed": String(plate === shown().plate), onclick: () => show({ plate }, "push") }, pair, make("b", {}, told));
  });
  const limit = press.limit ? `at most ${press.limit} %` : "no limit of ink is known";
  const words = most ? `Heaviest ${most.total} % (${limit}): ${most.row ? `${most.row}, ` : ""}page ${pageName(most.n)}` : limit;
  return [make("p", { class: "press-note" }, words), ...rows,
    ...(most ? [make("button", { type: "button", class: "box", onclick: () => show({ n: most.n, plate: "heat" }, "push") }, "Show the heaviest place")] : []),
    make("p", { class: "press-note" }, `${note} · ${pagesNamed(pages)}`)];
}

function small(n, plate) {
  const frame = make("span");
  exchange(frame, pictureAddress(n, SMALL * devicePixelRatio * 2, { press: true, plate }));
  return frame;
}

whenState(() => { fetchPlates(); if (press) write(); });
whenShown((now, before) => {
  fetchPlates();
  if (now.press !== before.press || now.plate !== before.plate || (now.press && now.n !== before.n)) write();
});
