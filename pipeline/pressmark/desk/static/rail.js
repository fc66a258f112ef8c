// The rail: small spreads with their section's colour, label, findings and copyfit.
import { byId, chip, counted, heard, make, same } from "./dom.js";
import { exchange, pictureAddress } from "./pictures.js";
import { desk, findingsOn, spreadOf, whenState } from "./state.js";
import { leafOf, whenLaid } from "./table.js";
import { addressOf, show, shown, whenShown } from "./view.js";

const rail = byId("rail"), list = byId("spreads");
const SMALL_AFTER = 150;  // ms
const SIGNED = 4000;  // ms for which a changed spread is marked
let items = [];

function layOut() {
  const shape = JSON.stringify([desk().publication, desk().spreads.map((spread) => spread.pages)]);
  if (list.dataset.shape === shape) return;
  list.dataset.shape = shape;
  items = desk().spreads.map(({ pages }) => {
    const frames = pages.map((n) => make("span", { class: "empty", "data-n": n }));
    const leaflets = make("span", { class: "leaflets", "aria-hidden": "true" }, ...frames);
    const label = make("span", { class: "thumb-label" });
    const colour = make("span", { class: "colour" });
    const link = make("a", { class: "thumb", tabindex: -1 }, colour, leaflets, label);
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      show({ n: pages[0] }, "push");
    });
    return { pages, frames, leaflets, label, colour, link };
  });
  list.replaceChildren(...items.map(({ link }) => make("li", {}, link)));
  measure();
}

/** A small page is 56 px wide, 96 on a large screen; its height follows the trim. */
function measure() {
  const { width, height } = desk().trim;
  const across = innerWidth >= 1920 ? 96 : 56;
  rail.style.setProperty("--thumb", `${across}px`);
  rail.style.setProperty("--thumb-height", `${across * height / width}px`);
}

function write() {
  const small = items.length > 0 && shape(items[0].leaflets);  // asked once, before anything is changed
  desk().spreads.forEach((spread, index) => {
    const { pages, frames, label, colour, link } = items[index];
    const findings = findingsOn(pages);
    const worst = findings.find((finding) => finding.severity === "error") ?? findings[0];
    colour.style.background = spread.colour || "transparent";
    link.href = addressOf(pages[0]);
    link.classList.toggle("late", pages.some((n) => desk().pages[n].behind));
    if (small) soon(frames, pages);
    if (same(label, [spread.name, spread.title, spread.fit, worst?.severity, findings.length])) return;
    label.replaceChildren(
      make("span", {}, heard("Spread "), spread.name), heard(spread.title ? `, ${spread.title}` : ""),
      worst ? make("span", {}, heard(", "), chip(worst.severity, findings.length), heard(` ${counted(findings.length, "finding").replace(/^\d+ /, "")}`)) : "",
      spread.fit ? bar(spread.fit) : "", heard(spread.fit ? `, ${spread.fit.words}` : ""));
  });
}

/** Small pictures wait: first comes the page that is looked at. */
function soon(frames, pages) {
  setTimeout(() => frames.forEach((frame, at) => desk().pages[pages[at]] && fetchSmall(frame, pages[at])), SMALL_AFTER);
}

const shape = (element) => element.offsetParent !== null;

/** How full: a bar, with a tick at full where there is more than fits. */
export function bar({ state, share }) {
  const whole = Math.max(1, share);
  const fill = make("i");
  fill.style.width = `${share / whole * 100}%`;
  const tick = share > 1 ? make("u") : "";
  if (tick) tick.style.left = `${1 / whole * 100}%`;
  return make("span", { class: `bar ${state}`, "aria-hidden": "true" }, fill, tick);
}

function fetchSmall(frame, n) {
  const { width } = desk().trim;
  const across = parseFloat(rail.style.getPropertyValue("--thumb"));
  exchange(frame, pictureAddress(n, across / width * 25.4 * devicePixelRatio * 1.5), () => frame.classList.add("shown"));
}

/** The frame of the spread in view; the rail has one tab stop, on it. */
function markCurrent() {
  const { pages } = spreadOf(shown().n);
  for (const item of items) {
    const here = item.pages === pages || item.pages.includes(shown().n);
    const was = item.link.getAttribute("aria-current");
    if (here) item.link.setAttribute("aria-current", "true");
    else item.link.removeAttribute("aria-current");
    item.link.tabIndex = here ? 0 : -1;
    if (here && !was) intoView(item.link);
  }
  markWindow();
}

function intoView(link) {
  const box = rail.getBoundingClientRect(), own = link.getBoundingClientRect();
  if (own.top < box.top + 40 || own.bottom > box.bottom - 40) {
    rail.scrollTop += own.top - box.top - box.height / 2 + own.height / 2;
  }
}

/** Where only a part of the spread is in view, a frame on the small one shows which. */
function markWindow() {
  for (const old of list.querySelectorAll(".window")) old.remove();
  const item = items.find(({ pages }) => pages.includes(shown().n));
  const held = leafOf(item?.pages[0]);
  if (!held || !shape(item.leaflets)) return;
  const view = byId("table").getBoundingClientRect();
  const pair = held.element.parentElement.getBoundingClientRect();
  const cut = (low, high, from, size) => [Math.max(0, (low - from) / size), Math.min(1, (high - from) / size)];
  const [left, right] = cut(view.left, view.right, pair.left, pair.width);
  const [top, foot] = cut(view.top, view.bottom, pair.top, pair.height);
  if ((right - left > 0.98 && foot - top > 0.5) || right <= left || foot <= top) return;
  const frame = make("span", { class: "window" });
  const percent = (share) => `${share * 100}%`;
  Object.assign(frame.style, {
    left: percent(left), top: percent(top), width: percent(right - left), height: percent(foot - top),
  });
  item.leaflets.append(frame);
}

function markChanged(ns) {
  for (const { pages, link } of items) {
    if (!pages.some((n) => ns.includes(n))) continue;
    link.classList.add("changed");
    setTimeout(() => link.classList.remove("changed"), SIGNED);
  }
}

whenState((now, before) => {
  layOut();
  write();
  markCurrent();
  if (before?.publication === now.publication) {
    markChanged(now.pages.filter((page, n) => before.pages[n]?.picture && page.picture !== before.pages[n].picture).map((page) => page.n));
  }
});
whenShown((now, before) => {
  if (now.press !== before.press || now.plate !== before.plate) write();
  markCurrent();
});
whenLaid(markWindow);
addEventListener("resize", () => { if (desk()) { measure(); write(); } });

rail.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -items.length, End: items.length };
  const by = steps[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const index = items.findIndex(({ link }) => link === document.activeElement);
  const next = items[Math.max(0, Math.min(items.length - 1, index + by))];
  items.forEach(({ link }) => { link.tabIndex = link === next.link ? 0 : -1; });
  next.link.focus();
});

