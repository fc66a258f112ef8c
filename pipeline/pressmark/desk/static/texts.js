// The page's text, real and transparent, over its picture: to be read aloud, found, selected, clicked.
import { draw } from "./dom.js";
import { getPage } from "./server.js";
import { desk } from "./state.js";

const ASCENT = 0.8;  // of a run's height: where its baseline is
const runs = new WeakMap();  // SVG text -> run
let busy = 0;

/** Lays the text of a leaf over it, where that is not the text of its picture already. */
export async function layText(held) {
  const { publication, pages, language } = desk();
  const { picture } = pages[held.n];
  if (!picture || held.textOf === picture || busy > 2) return;
  held.textOf = picture;
  busy += 1;
  const { status, body } = await getPage(publication, held.n, picture);
  busy -= 1;
  if (status !== 200) { held.textOf = ""; return; }
  if (held.textOf !== picture) return;
  held.texts = body.texts;
  const words = layer(body, language);
  if (held.words) held.words.replaceWith(words);
  else held.picture.after(words);
  held.words = words;
  held.laid = picture;
  for (const watcher of laid) watcher(held);
}

const laid = new Set();
/** @param {(held: object) => void} watcher called when a leaf has its text */
export const whenTextLaid = (watcher) => laid.add(watcher);

function layer({ texts, alternatives }, language) {
  const { width, height } = desk().trim;
  const svg = draw("svg", { class: "words", viewBox: `0 0 ${width} ${height}`, lang: language });
  for (const { text, ...box } of alternatives) {
    svg.append(draw("rect", { role: "img", "aria-label": text, ...placeOf(box) }));
  }
  for (const run of texts) {
    const text = draw("text", {
      x: run.x, y: run.y + run.height * ASCENT, textLength: run.width || false,
      lengthAdjust: "spacingAndGlyphs", "font-size": run.height * ASCENT,
    }, run.text);
    runs.set(text, run);
    svg.append(text);
  }
  return svg;
}

const placeOf = ({ x, y, width, height }) => ({ x, y, width, height });

/** The run, and the offset in it, at a point of the window; null where no text is. */
export function textAt(x, y) {
  const spot = document.caretPositionFromPoint?.(x, y) ?? rangeAt(x, y);
  const text = spot?.offsetNode?.parentElement;
  const run = text && runs.get(text);
  if (!run) return null;
  const box = text.getBoundingClientRect();  // the nearest text is not always the one under the pointer
  if (x < box.left - 2 || x > box.right + 2 || y < box.top - 2 || y > box.bottom + 2) return null;
  return { run, offset: spot.offset };
}

function rangeAt(x, y) {  // Safari's own name for the same
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { offsetNode: range.startContainer, offset: range.startOffset };
}

/** Where a stretch of a run stands on its page, in mm. */
export function placeIn(held, run, from, to) {
  const text = [...held.words.querySelectorAll("text")].find((one) => runs.get(one) === run);
  const box = placeOf(run);
  if (!text || to <= from) return box;
  try {
    const start = text.getStartPositionOfChar(from).x;
    const end = text.getEndPositionOfChar(Math.min(to, text.getNumberOfChars()) - 1).x;
    return { ...box, x: start, width: end - start };
  } catch {
    return box;
  }
}

// Runs are lines: what is copied has its line ends, which SVG text has not by itself.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.anchorNode.parentElement?.closest(".words")) return;
  const lines = [...selection.getRangeAt(0).cloneContents().querySelectorAll("text")];
  if (lines.length < 2) return;
  event.clipboardData.setData("text/plain", lines.map((line) => line.textContent).join("\n"));
  event.preventDefault();
});
