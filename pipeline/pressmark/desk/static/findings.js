// Findings: the list, which one is chosen, and their cures.
import { acceptOf } from "./accept.js";
import { Transaction, isolateHistory } from "./codemirror.js";
import { byId, chip, heard, make } from "./dom.js";
import { say } from "./foot.js";
import { offsetOf, setFlaws } from "./marks.js";
import { change, editor, openAt, openFile, openFiles, openHere, textOf, whenOpened } from "./source.js";
import { desk, fileName, pagesNamed, spreadOf, whenState } from "./state.js";
import { show, shown, whenShown } from "./view.js";

let which = "all";

/** What a finding is known by when the numbers are others: its code, file and words. */
export const keyOf = ({ code, file, message, line }) => [code, file, line, message].join("|");
const chosenOne = () => desk()?.findings.find((finding) => keyOf(finding) === shown().finding);

/** Chooses a finding and goes where it stands: to its page, and to its source or its row. */
export async function choose(finding, { to = "source" } = {}) {
  const { pages } = finding;
  const here = spreadOf(shown().n).pages;
  const n = pages.length && !pages.some((page) => here.includes(page)) ? pages[0] : shown().n;
  show({ finding: keyOf(finding), n, ...(to === "list" ? { tab: "findings" } : {}) }, n === shown().n ? "replace" : "push");
  if (to === "source" && finding.file && shown().tab === "source") await openAt(finding.file, finding.line, finding.column);
  byId("finding-list").querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  say(`${finding.number} ${finding.message}`, ` · ${finding.hint}`);
}

/** The next finding of the list, or the one before. */
export function nextFinding(by) {
  const { findings } = desk();
  if (!findings.length) return say("Nothing to say");
  const at = findings.indexOf(chosenOne());
  const next = at < 0 ? (by > 0 ? 0 : findings.length - 1) : (at + by + findings.length) % findings.length;
  return choose(findings[next]);
}

/** The cure of the finding that is chosen, or of the one in which the caret is. */
export function cureHere() {
  const file = openHere();
  const line = file?.state.doc.lineAt(file.state.selection.main.head).number;
  const atCaret = desk().findings.filter((finding) => finding.file === file?.path && finding.line === line && finding.cure);
  const finding = editor.hasFocus ? atCaret[0] ?? chosenOne() : chosenOne() ?? atCaret[0];
  if (!finding?.cure) return say("No cure here", finding ? `: ${finding.hint}` : "");
  return cure(finding);
}

const REACH = 3;  // lines to either side in which a cure still finds its words
async function cure({ file: path, cure: { label, line, column, old, new: fresh } }) {
  const file = await openFile(path);
  if (!file) return;
  const text = textOf(file), { doc } = file.state;
  let from = offsetOf(doc, line, column);
  if (!text.startsWith(old, from)) {
    const first = offsetOf(doc, line - REACH, 1), last = offsetOf(doc, line + REACH, Infinity);
    const near = old ? text.slice(first, last).split(old) : [];
    if (near.length !== 2) return say("The text has changed since;", " nothing was done");  // a cure never guesses
    from = first + near[0].length;
  }
  change(file, {
    changes: { from, to: from + old.length, insert: fresh },
    selection: { anchor: from + fresh.length },
    annotations: [isolateHistory.of("full"), Transaction.userEvent.of("input.cure")],
    scrollIntoView: true,
  });
  say(label, " · done, not saved yet; Ctrl Z takes it back");
}

function write() {
  const { findings } = desk();
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const others = findings.length - errors;
  byId("counts").replaceChildren(
    ...(errors ? [chip("error", errors), heard(` ${errors === 1 ? "error" : "errors"}`)] : []),
    ...(others ? [chip("warning", others), heard(" to look at")] : []));
  byId("finding-choice").querySelector("[data-which=all]").textContent = `All ${findings.length}`;
  const list = byId("finding-list");
  const typing = document.activeElement?.matches?.(".reason");
  const was = document.activeElement?.closest?.("#finding-list li")?.dataset.key;
  const place = list.scrollTop;
  list.replaceChildren(...groups());
  list.scrollTop = place;
  if (typing) list.querySelector(".reason")?.focus({ preventScroll: true });
  else if (was) [...list.querySelectorAll("li")].find((row) => row.dataset.key === was)?.querySelector("button").focus({ preventScroll: true });
}

function groups() {
  const { findings } = desk();
  const { pages } = spreadOf(shown().n);
  const here = (finding) => finding.pages.some((n) => pages.includes(n));
  const parts = which === "file" ? [["In this file", findings.filter((finding) => finding.file === openHere()?.path)]]
    : which === "pages" ? [[`On ${pagesNamed(pages)}`, findings.filter(here)]]
      : [["Errors", findings.filter((finding) => finding.severity === "error")],
        [`On ${pagesNamed(pages)}`, findings.filter((finding) => finding.severity !== "error" && here(finding))],
        ["On other pages", findings.filter((finding) => finding.severity !== "error" && !here(finding))]];
  const filled = parts.filter(([, some]) => some.length);
  if (!filled.length) return [make("p", { class: "nothing" }, "Nothing to say")];
  return filled.flatMap(([title, some]) => [make("h3", {}, title), make("ul", {}, ...some.map(row))]);
}

function row(finding) {
  const { severity, number, message, code, hint, file, line, column, pages } = finding;
  const chosen = keyOf(finding) === shown().finding;
  const act = finding.cure ? make("button", { type: "button", class: "box", onclick: (event) => { event.stopPropagation(); cure(finding); } },
    finding.cure.label, ...(chosen ? [" ", make("kbd", {}, "Ctrl .")] : []))
    : make("p", { class: "soft" }, hint);
  const place = file ? `${fileName(file)}:${line}:${column}` : pages.length ? pagesNamed(pages) : "";
  return make("li", { class: chosen ? "chosen" : false, "data-key": keyOf(finding), onclick: () => choose(finding, { to: "list" }), ondblclick: () => file && openAt(file, line, column) },
    make("span", { "aria-hidden": "true" }, chip(severity, number)),
    make("div", {},
      make("button", { type: "button", class: "message", "aria-pressed": String(chosen) }, heard(`${severity} ${number}: `), message),
      make("p", { class: "place" }, [code, place].filter(Boolean).join(" · ")), act, acceptOf(finding, keyOf(finding), write)));
}

/** Underlines in each source that is open. */
function underline(files = openFiles()) {
  for (const file of files) {
    const findings = desk().findings.filter((finding) => finding.file === file.path && finding.line);
    const below = desk().spreads.flatMap(({ fit }) => fit?.below ?? []).filter((one) => one.file === file.path && one.line);
    change(file, { effects: setFlaws.of({ findings, below, chosen: chosenOne()?.number }) });
  }
}

whenState(() => { write(); underline(); });
whenOpened((file) => queueMicrotask(() => underline([file])));
whenShown((now, before) => {
  if (now.n !== before.n || now.finding !== before.finding) write();
  if (now.finding !== before.finding) underline();
});
byId("finding-choice").addEventListener("click", (event) => {
  const button = event.target.closest("[data-which]");
  if (!button) return;
  which = button.dataset.which;
  for (const one of byId("finding-choice").querySelectorAll("[data-which]")) one.setAttribute("aria-pressed", String(one === button));
  write();
});
byId("next-finding").addEventListener("click", () => nextFinding(1));
