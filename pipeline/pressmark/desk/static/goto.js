// Go to: a page, a section, a title, a file, a finding.
import { byId, make } from "./dom.js";
import { choose } from "./findings.js";
import { allBlocks } from "./places.js";
import { openAt, openFile } from "./source.js";
import { desk, fileName, pageName } from "./state.js";
import { reveal } from "./table.js";
import { show } from "./view.js";

const MOST = 14;
const sheet = byId("goto");
const input = make("input", {
  type: "text", role: "combobox", "aria-label": "Page, section, title, file or finding", "aria-expanded": "true",
  "aria-controls": "goto-list", "aria-autocomplete": "list", placeholder: "Page, section, title, file or finding", autocomplete: "off", spellcheck: "false",
});
const list = make("div", { id: "goto-list", role: "listbox", "aria-label": "Places" });
sheet.append(input, list);
let found = [], at = 0;

/** All that one may go to, as {name, kind, go}. */
function places() {
  const { pages, spreads, files, findings } = desk();
  const sections = new Map(spreads.filter((spread) => spread.title).map((spread) => [spread.title, spread]).reverse());
  return [
    ...pages.map((page) => ({ name: pageName(page.n), kind: "page", go: () => show({ n: page.n }, "push") })),
    ...[...sections].reverse().map(([title, spread]) => ({ name: title, kind: `section, page ${pageName(spread.pages[0])}`, go: () => show({ n: spread.pages[0] }, "push") })),
    ...allBlocks().map((block) => ({ name: block.id.replace(/^[^/]*\//, "") || block.kind, kind: `${block.kind}, line ${block.line}`, go: () => toBlock(block) })),
    ...files.map((file) => ({ name: fileName(file.path), kind: file.title, go: () => { show({ tab: "source", press: false }); openFile(file.path); } })),
    ...findings.map((finding) => ({ name: `${finding.number} ${finding.message}`, kind: finding.code, go: () => choose(finding) })),
  ];
}

async function toBlock(block) {
  await openAt(block.file, block.line, 1);
  if (block.boxes.length) reveal(block.boxes[0].n, block.boxes[0]);
}

/** Those that have all words asked for; those that begin with them first. */
function search(asked) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name }) => (name.toLowerCase() === words[0] ? 0 : name.toLowerCase().startsWith(words[0] ?? "") ? 1 : 2);
  return places().filter(({ name, kind }) => words.every((word) => `${name} ${kind}`.toLowerCase().includes(word)))
    .map((place, index) => [rank(place), index, place]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST).map(([, , place]) => place);
}

function write() {
  found = search(input.value);
  at = Math.min(at, Math.max(0, found.length - 1));
  list.replaceChildren(...found.map(({ name, kind }, index) => make("div", {
    role: "option", id: `goto-${index}`, "aria-selected": String(index === at), onclick: () => go(index),
  }, make("span", {}, name), make("span", {}, kind))));
  if (found.length) input.setAttribute("aria-activedescendant", `goto-${at}`);
  else input.removeAttribute("aria-activedescendant");
}

function go(index) {
  sheet.hidePopover();
  found[index]?.go();
}

input.addEventListener("input", () => { at = 0; write(); });
input.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    at = (at + by + found.length) % Math.max(1, found.length);
    write();
  } else if (event.key === "Enter") {
    event.preventDefault();  // or the editor, which has the focus by then, would have a new line
    go(at);
  }
});

export function openGoTo() {
  if (sheet.matches(":popover-open")) return sheet.hidePopover();
  sheet.showPopover();
  input.value = "";
  at = 0;
  write();
  input.focus();
}
byId("go").addEventListener("click", openGoTo);
