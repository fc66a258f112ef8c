// All keys, in one table: what is pressed, what it is called, what it does.
import { settle, unsettled } from "./clashes.js";
import { saySettled } from "./conflict.js";
import { byId, make } from "./dom.js";
import { cureHere, nextFinding } from "./findings.js";
import { backToSource, goRound, toPage } from "./follow.js";
import { showChange } from "./foot.js";
import { nextPane, toggleRail, toggleSide } from "./frame.js";
import { openGoTo } from "./goto.js";
import { showPress } from "./head.js";
import { editor } from "./source.js";
import { desk, spreadOf } from "./state.js";
import { paged, step } from "./table.js";
import { save } from "./unsaved.js";
import { show, shown } from "./view.js";

const LETTERS = "desk:letters";
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
let letters = localStorage.getItem(LETTERS) !== "off";

const go = (n) => show({ n }, "push");
function section(by) {
  const { spreads } = desk();
  const starts = spreads.filter((spread, i) => spread.title && spread.title !== spreads[i - 1]?.title).map((spread) => spread.pages[0]);
  const here = spreadOf(shown().n).pages[0];
  const next = by > 0 ? starts.find((n) => n > here) : starts.findLast((n) => n < here);
  if (next !== undefined) go(next);
}
const plate = (name) => { if (shown().press) show({ plate: name }, "push"); };
const over = (key) => { if (key === "grid" || shown().press) show({ [key]: !shown()[key] }); };
const settleOne = (disks) => { if (unsettled(editor.state)) { settle(editor, disks); saySettled(); } };

/** `typing`: works while text is typed, too. `where`: only in that pane. `inEditor`: the editor does it itself. */
const KEYS = [
  { key: "Ctrl K", name: "Go to…", act: openGoTo, typing: true },
  { key: "PageDown", shown: "PgDn", name: "Next spread", act: () => go(paged(1)) },
  { key: "PageUp", shown: "PgUp", name: "Spread before", act: () => go(paged(-1)) },
  { key: "Alt PageDown", shown: "Alt PgDn", name: "Next section", act: () => section(1), typing: true },
  { key: "Alt PageUp", shown: "Alt PgUp", name: "Section before", act: () => section(-1), typing: true },
  { key: "1", name: "Spread", act: () => show({ zoom: "spread" }) },
  { key: "2", name: "Page", act: () => show({ zoom: "page" }) },
  { key: "3", name: "Text", act: () => show({ zoom: "text" }) },
  { key: "+", name: "Larger", act: () => step(1) },
  { key: "-", shown: "−", name: "Smaller", act: () => step(-1) },
  { key: "s", name: "Screen", act: () => showPress(false) },
  { key: "p", name: "Press", act: () => showPress(true) },
  { key: "c", name: "Cyan", act: () => plate("cyan") },
  { key: "m", name: "Magenta", act: () => plate("magenta") },
  { key: "y", name: "Yellow", act: () => plate("yellow") },
  { key: "k", name: "Black", act: () => plate("black") },
  { key: "a", name: "All plates", act: () => plate("") },
  { key: "h", name: "Heat", act: () => plate("heat") },
  { key: "t", name: "Trim", act: () => over("trim") },
  { key: "b", name: "Bleed", act: () => over("bleed") },
  { key: "g", name: "Grid", act: () => over("grid") },
  { key: "F8", name: "Next finding", act: () => nextFinding(1), typing: true },
  { key: "Shift F8", name: "Finding before", act: () => nextFinding(-1), typing: true },
  { key: "Ctrl .", name: "Cure", act: cureHere, typing: true },
  { key: "Ctrl S", name: "Save", act: save, typing: true },
  { key: "Ctrl Z", name: "Undo", inEditor: true },
  { key: "Ctrl Space", name: "Complete", inEditor: true },
  { key: "Alt P", name: "Show what changed", act: showChange, typing: true },
  { key: "Alt R", name: "Round the places of a block", act: goRound, typing: true },
  { key: "Alt 1", name: "Use yours (a conflict)", act: () => settleOne(false), typing: true },
  { key: "Alt 2", name: "Use the disk’s (a conflict)", act: () => settleOne(true), typing: true },
  { key: "Escape", shown: "Esc", name: "Page, from source", act: toPage, where: "#editor" },
  { key: "Enter", name: "Source, from page", act: backToSource, where: "#table" },
  { key: "F6", name: "Next pane", act: () => nextPane(1), typing: true },
  { key: "Shift F6", name: "Pane before", act: () => nextPane(-1), typing: true },
  { key: "Ctrl B", name: "Hide the rail", act: toggleRail, typing: true },
  { key: "Ctrl J", name: "Hide the side", act: toggleSide, typing: true },
  { key: "?", name: "All keys", act: () => byId("keys").togglePopover() },
];

/** "Alt PageDown" of an event. A key that changes with Shift is named by what it writes. */
function named(event) {
  const command = MAC ? event.metaKey : event.ctrlKey;
  const digit = event.altKey && /^Digit(\d)$/.exec(event.code);  // Alt 1 writes something else on a Mac
  const letter = event.altKey && /^Key([A-Z])$/.exec(event.code);
  const key = digit?.[1] ?? letter?.[1] ?? event.key;
  const parts = [command && "Ctrl", event.altKey && "Alt", event.shiftKey && key.length > 1 && "Shift"].filter(Boolean);
  return [...parts, key.length === 1 && parts.length ? key.toUpperCase() : key].join(" ");
}

const typingIn = (target) => target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || !desk()) return;
  const name = named(event);
  const found = KEYS.find(({ key, inEditor }) => !inEditor && (key === name || (key === "+" && name === "=")));
  if (!found) return;
  const { target } = event;
  if (found.where ? !target.closest?.(found.where) || target.closest("button") : typingIn(target) && !found.typing) return;
  if (name.length === 1 && !letters && name !== "?") return;
  event.preventDefault();
  found.act();
});

function list() {
  const row = ({ key, shown: words, name }) => make("div", {},
    make("dt", {}, name), make("dd", {}, make("kbd", {}, (words ?? (key.length === 1 ? key.toUpperCase() : key)).replace("Ctrl", MAC ? "Cmd" : "Ctrl"))));
  const box = make("input", { type: "checkbox", id: "letters", onchange: (event) => {
    letters = event.target.checked;
    localStorage.setItem(LETTERS, letters ? "on" : "off");
  } });
  box.checked = letters;
  byId("keys").append(make("h2", {}, "Keys"), make("dl", {}, ...KEYS.map(row)),
    make("label", {}, box, " Single letters and digits are keys, where no text is typed"));
}
list();
byId("help").addEventListener("click", () => byId("keys").togglePopover());
