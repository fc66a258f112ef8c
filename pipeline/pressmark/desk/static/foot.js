// The foot: left what just happened, right what follows behind.
import { byId, chip, counted, paced } from "./dom.js";
import { desk, pagesNamed, spreadOf, whenState } from "./state.js";
import { show, shown } from "./view.js";

const PATIENCE = 300;  // ms of setting before it is said: most changes are on the page by then
let stopped = false;
let edit = null;       // the last edit that is on the pages: {pages, took}
let stood = "";        // how things stood when that was last written
let settingTimer = 0;

/** Says something: the first part is strong. It stands until something else happens. */
export const say = (strong, rest = "") => write({ strong, rest });

/** @param {boolean} gone whether the server is gone */
export function sayStopped(gone) {
  stopped = gone;
  writeStanding();
}

whenState((now, before) => {
  byId("behind").textContent = follows(now);
  if (before?.publication === now.publication && isEdit(now, before)) {
    edit = { pages: now.changed, took: now.took };
    byId("show-change").hidden = inView(edit.pages);
  }
  if (now.behind || now.draft) edit = null;
  if (!edit) byId("show-change").hidden = true;
  clearTimeout(settingTimer);
  if (now.phase === "setting") settingTimer = setTimeout(writeStanding, PATIENCE);
  else if (JSON.stringify(standing()) !== stood) writeStanding();  // what was said stands till things stand otherwise
});

function writeStanding() {
  const words = standing();
  stood = JSON.stringify(words);
  write(words);
}

const isEdit = (now, before) => now.changed.length > 0 && now.took > 0
  && now.changed.some((n) => now.pages[n]?.picture !== before.pages[n]?.picture);

const inView = (pages) => pages.some((n) => spreadOf(shown().n)?.pages.includes(n));

const changed = ({ pages, took }, counts) => ({
  strong: `Your change is on ${pagesNamed(pages)}`,
  rest: ` · set in ${took.toFixed(2)} s${counts ? ` · ${counts}` : ""}`,
});

/** What is so, where nothing has just happened. */
function standing() {
  if (stopped) return { strong: "The desk has stopped: run make desk.", rest: " What you wrote is kept here." };
  const now = desk();
  if (!now) return { strong: "", rest: "" };
  if (now.behind) return behind(now);
  if (now.phase !== "ready") return { strong: "", rest: sentence(now.progress) };
  if (now.draft) return { strong: "Draft.", rest: ` ${now.draft.why.join(" · ")}` };
  if (edit) return changed(edit, counts(now));
  return now.findings.length ? { strong: counts(now), rest: " · the page is as you wrote it" } : { strong: "Nothing to say", rest: "" };
}

/** "1 error, 4 warnings"; "" where there are none. */
function counts({ findings }) {
  const of = (severity) => findings.filter((finding) => finding.severity === severity).length;
  return ["error", "warning", "notice"].filter(of).map((severity) => counted(of(severity), severity)).join(", ");
}

function behind(now) {
  const late = now.pages.filter((page) => page.behind).map((page) => page.n);
  const others = now.pages.length - late.length;
  const rest = late.length === 0 ? "" : ` ${sentence(pagesNamed(late))} stay as they were at ${now.behind.since}`
    + (others ? `; ${counted(others, "other page")} are as written` : "");
  const first = now.findings.find((finding) => finding.severity === "error");
  // "source/…/05-a.md:2:8: this cannot be read" has its place first: here a sentence says it.
  const why = now.behind.why.replace(/^(?:\S*\/)?(\S+?):(\d+):\d+: /, "Line $2 of $1: ");
  return { strong: why.replace(/\.?$/, "."), rest, number: first?.number };
}

function follows(now) {
  const note = now.press.note;
  if (now.draft) return "No press files while this is a draft";
  if (now.behind) return "Press files wait";
  return note || (now.press.state === "none" ? "No press files yet" : "");
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function write({ strong, rest, number }) {
  const bold = document.createElement("b");
  bold.textContent = strong;
  byId("words").replaceChildren(...(number ? [chip("error", number)] : []), bold, rest);
  announce(`${strong}${rest}`);
}

// Said at most once in two seconds: a screen reader need not hear each keystroke's page.
const announce = paced(2000, (text) => { byId("status").textContent = text; });

/** Goes to the page that the last edit changed. */
export function showChange() {
  if (!edit) return;
  show({ n: edit.pages[0] }, "push");
  byId("show-change").hidden = true;
}
byId("show-change").addEventListener("click", showChange);
