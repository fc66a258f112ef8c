// What is drawn over the pages: the caret's ring, findings and their numbers, trim, grid, overset.
import { chip, draw, make, same } from "./dom.js";
import { choose, keyOf } from "./findings.js";
import { blockAt, placesOf, stretchesOf, whenBlocks } from "./places.js";
import { openHere, textOf, whenMoved } from "./source.js";
import { rangeOf } from "./marks.js";
import { heaviest, whenPlates } from "./plates.js";
import { desk, spreadOf, whenState } from "./state.js";
import { leafOf, scale, whenLaid } from "./table.js";
import { placeIn, whenTextLaid } from "./texts.js";
import { shown, whenShown } from "./view.js";

let caret = null;
let places = [];

/** Where the caret's block is printed: [{n, x, y, width, height}] */
export const caretPlaces = () => places;

/** Looks where that is; `leaves` that have a ring, or had one, are to be drawn anew. */
function lookAbout() {
  const block = caret && desk() && blockAt(caret.path, caret.line);
  const before = places;
  places = block ? placesOf(block, desk().pages.map(({ n }) => leafOf(n) ?? { n })) : [];
  return new Set([...before, ...places].map(({ n }) => n));
}

/** Rings are drawn only where no press file is shown: there the page alone is judged. */
function drawLeaf(held) {
  const { width, height } = desk().trim;
  const { press, plate, trim, bleed, grid, finding } = shown();
  const own = desk().findings.filter(({ pages }) => pages.includes(held.n));
  const about = [press, plate, trim, bleed, grid && desk().grid, finding, width, height, places.filter(({ n }) => n === held.n),
    own, own.length > 0 && [scale(), held.laid, openHere()?.path, openHere()?.state.doc.length], press && heaviest(), spreadOf(held.n).fit?.below];
  if (same(held.element, about)) return;
  const signs = draw("svg", { class: "signs", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const numbers = make("div", { class: "numbers" });
  if (shown().grid) signs.append(...gridOf(held.n));
  if (shown().press) {
    if (shown().trim) signs.append(draw("rect", { class: "trim-line", x: 0, y: 0, width, height }));
    drawHeaviest(held, signs, numbers);
  } else {
    for (const box of places.filter(({ n }) => n === held.n)) signs.append(...ring(box, true));
    drawFindings(held, signs, numbers);
  }
  if (held.signs) held.signs.replaceWith(signs);
  else held.element.append(signs);
  if (held.numbers) held.numbers.replaceWith(numbers);
  else held.element.append(numbers);
  Object.assign(held, { signs, numbers });
}

function ring({ x, y, width, height }, thick = false) {
  const round = { x, y, width, height, rx: 0.6 };
  const weight = thick ? " thick" : "";
  return [draw("rect", { class: `ring white${weight}`, ...round }), draw("rect", { class: `ring dark${weight}`, ...round })];
}

function drawFindings(held, signs, numbers) {
  const { width } = desk().trim;
  const left = desk().pages[held.n].side === "verso" && spreadOf(held.n).pages.length > 1;
  const taken = [];
  for (const finding of desk().findings) {
    if (!finding.pages.includes(held.n)) continue;
    const boxes = stands(held, finding);
    const [box] = boxes;
    const chosen = keyOf(finding) === shown().finding;
    for (const { x, y, width, height } of boxes) {
      signs.append(...ring({ x: x - 0.5, y: y - 0.3, width: width + 1, height: height + 0.6 }, chosen));
    }
    let y = box ? box.y + box.height / 2 : 6;
    while (taken.some((other) => Math.abs(other - y) < 24 / scale())) y += 24 / scale();  // none over another
    taken.push(y);
    const button = make("button", {
      type: "button", class: "number", "aria-pressed": String(chosen), "aria-label": `Finding ${finding.number}: ${finding.message}`,
      onclick: () => choose(finding, { to: "list" }),
    }, chip(finding.severity, finding.number));
    button.style.left = left ? "-9px" : `calc(${width * scale()}px + 9px)`;
    button.style.top = `${y * scale()}px`;
    numbers.append(button);
  }
}

/** Where a finding stands on its page, as near as its words and its source tell. */
function stands(held, finding) {
  if (!held.texts || !held.words) return [];
  const file = openHere();
  let words = finding.cure?.old;
  if (!words && file?.path === finding.file && finding.line) {
    const { from, to } = rangeOf(file.state.doc, finding);
    words = textOf(file).slice(from, to);
  }
  const found = stretchesOf(held.texts, finding, words);
  return found.map(({ run, from, to }) => placeIn(held, run, from, to));
}

function drawHeaviest(held, signs, numbers) {
  const place = shown().plate === "heat" ? heaviest() : null;
  if (place?.n !== held.n) return;
  const box = { x: place.x - 4, y: place.y - 4, width: 8, height: 8 };
  signs.append(...ring(box, true));
  const told = make("span", { class: "told" }, `${place.total} %`);
  told.style.left = `${box.x * scale()}px`;
  told.style.top = `${(box.y - 1) * scale()}px`;
  numbers.append(told);
}

/** Lines of the grid, and of the type area within its margins. */
function gridOf(n) {
  const { width, height } = desk().trim;
  const { unit, inner, outer, top, bottom } = desk().grid;
  const verso = desk().pages[n].side === "verso";
  let lines = "";
  for (let y = unit; y < height - 0.01; y += unit) lines += `M0 ${y.toFixed(3)}H${width}`;
  return [draw("path", { class: "grid-line", d: lines }), draw("rect", {
    class: "margin-line", x: verso ? outer : inner, y: top, width: width - inner - outer, height: height - top - bottom,
  })];
}

/** Draws all leaves anew. Scrolling changes none of it. */
function drawAll(why) {
  if (!desk() || why === "scrolled") return;
  lookAbout();
  for (const { n } of desk().pages) if (leafOf(n)) drawLeaf(leafOf(n));
}

whenMoved((moved) => {
  const before = caret && blockAt(caret.path, caret.line);
  caret = moved;
  if (blockAt(moved.path, moved.line) === before) return;
  for (const n of lookAbout()) if (leafOf(n)) drawLeaf(leafOf(n));
});
whenLaid(drawAll);
for (const when of [whenBlocks, whenState, whenPlates]) when(() => drawAll());
whenTextLaid((held) => {
  for (const n of lookAbout().add(held.n)) if (leafOf(n)) drawLeaf(leafOf(n));
});
whenShown((now, before) => {
  if (["press", "plate", "trim", "bleed", "grid", "finding"].some((key) => now[key] !== before[key])) drawAll();
});
