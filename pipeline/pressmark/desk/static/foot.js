// The foot: left what just happened, right what follows behind.
import { byId, chip, counted, paced } from "./dom.js";
import { desk, pagesNamed, spreadOf, whenState } from "./state.js";
import { show, shown } from "./view.js";

const PATIENCE = 300;  // ms of setting before it is said: most changes are on the page by then
let stopped = false;
let told = null;       // what was said last, until the standing of things changes
let settingTimer = 0;

/** Says something: the first part is strong. It stands until something else happens. */
export function say(strong, rest = "") {
  told = { strong, rest };
  write(told);
}

/** @param {boolean} gone whether the server is gone */
export function sayStopped(gone) {
  stopped = gone;
  told = null;
  write(standing());
}

whenState((now, before) => {
  const edited = now.changed.length > 0 && now.took > 0
    && JSON.stringify([now.changed, now.took, now.pages.map((page) => page.picture)])
      !== JSON.stringify([before?.changed, before?.took, before?.pages.map((page) => page.picture)]);
  const other = !before || edited || now.phase !== before.phase || now.progress !== before.progress
    || JSON.stringify([now.draft, now.behind, now.findings.length])
      !== JSON.stringify([before.draft, before.behind, before.findings.length]);
  byId("behind").textContent = follows(now);
  byId("show-change").hidden = !edited || inView(now.changed);
  if (!other) return;
  clearTimeout(settingTimer);
  told = null;
  if (now.phase === "setting") settingTimer = setTimeout(() => write(standing()), PATIENCE);
  else write(edited && before && !now.behind && !now.draft ? changed(now) : standing());
});

const inView = (pages) => pages.some((n) => spreadOf(shown().n).pages.includes(n));

const changed = (now) => ({
  strong: `Your change is on ${pagesNamed(now.changed)}`, rest: ` · set in ${now.took.toFixed(2)} s`,
});

/** What is so, where nothing has just happened. */
function standing() {
  if (stopped) return { strong: "The desk has stopped: run make desk.", rest: " What you wrote is kept here." };
  const now = desk();
  if (!now) return { strong: "", rest: "" };
  if (now.behind) return behind(now);
  if (now.phase !== "ready") return { strong: "", rest: sentence(now.progress) };
  if (now.draft) return { strong: "Draft.", rest: ` ${now.draft.why.join(" · ")}` };
  if (!now.findings.length) return { strong: "Nothing to say", rest: "" };
  const errors = now.findings.filter((finding) => finding.severity === "error").length;
  const others = now.findings.length - errors;
  const counts = [errors && counted(errors, "error"), others && counted(others, "warning")];
  return { strong: counts.filter(Boolean).join(", "), rest: " · the page is as you wrote it" };
}

function behind(now) {
  const late = now.pages.filter((page) => page.behind).map((page) => page.n);
  const rest = late.length === 0 ? "" : late.length === now.pages.length
    ? ` All pages stay as they were at ${now.behind.since}`
    : ` ${sentence(pagesNamed(late))} stay as they were at ${now.behind.since}; `
      + `${counted(now.pages.length - late.length, "other page")} are as written`;
  const first = now.findings.find((finding) => finding.severity === "error");
  return { strong: now.behind.why.replace(/\.?$/, "."), rest, number: first?.number };
}

function follows(now) {
  const note = now.press.note;
  if (now.draft) return ["No press files while this is a draft", note].filter(Boolean).join(" · ");
  if (now.behind) return ["Press files wait", note].filter(Boolean).join(" · ");
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
  const [n] = desk()?.changed ?? [];
  if (n === undefined) return;
  show({ n }, "push");
  byId("show-change").hidden = true;
}
byId("show-change").addEventListener("click", showChange);
