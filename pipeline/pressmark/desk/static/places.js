// From the page to the source and back: which block stands where, which word is which.
import { getBlocks } from "./server.js";
import { whenState } from "./state.js";

let blocks = [];
const watchers = new Set();

/** @param {() => void} watcher called when the blocks are others */
export const whenBlocks = (watcher) => watchers.add(watcher);

whenState(async (now, before) => {
  if (before?.publication === now.publication && before.revision === now.revision) return;
  blocks = await getBlocks(now.publication);
  for (const watcher of watchers) watcher();
});

/** The smallest block round a line of a file; undefined where none is. */
export function blockAt(path, line) {
  const round = blocks.filter((block) => block.file === path && block.line <= line && line <= block.last);
  return round.sort((a, b) => (a.last - a.line) - (b.last - b.line))[0];
}

/** The block whose box is round a point of a page, in mm. */
export function blockUnder(n, x, y) {
  const inside = (box) => box.n === n && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  const area = (block) => block.boxes.filter(inside).reduce((sum, box) => sum + box.width * box.height, 0);
  return blocks.filter((block) => block.boxes.some(inside)).sort((a, b) => area(a) - area(b))[0];
}

/** All blocks, for the list of places. */
export const allBlocks = () => blocks;

const ROOM = 1.2;  // mm between a block and its ring
/** The ring of one box of a block: the box, the texts of the block that stand at it, and whatever text stands
 *  in it: the kind of an entry is of another source, and looks out of its box. */
function ringOf(block, box, texts = []) {
  const own = (text) => text.file === block.file && text.line >= block.line && text.line <= block.last
    && text.x < box.x + box.width && text.x + text.width > box.x
    && text.y < box.y + box.height + 8 && text.y + text.height > box.y - 8;
  const within = ({ x, y, width, height }) => x >= box.x && x + width <= box.x + box.width
    && y + height / 2 > box.y && y + height / 2 < box.y + box.height;
  const beside = texts.filter((text) => own(text) || within(text));
  const all = [box, ...beside];
  const x = Math.min(...all.map((one) => one.x)) - ROOM, y = Math.min(...all.map((one) => one.y)) - ROOM;
  return {
    x, y,
    width: Math.max(...all.map((one) => one.x + one.width)) + ROOM - x,
    height: Math.max(...all.map((one) => one.y + one.height)) + ROOM - y,
  };
}

/** Where a block stands: at its boxes, and wherever else its words are printed, as those of a title are.
 *  @param {{n: number, texts?: object[]}[]} leaves @returns {{n, x, y, width, height}[]} in page order */
export function placesOf(block, leaves) {
  const places = block.boxes.map((box) => ({ n: box.n, ...ringOf(block, box, leaves[box.n]?.texts) }));
  for (const { n, texts = [] } of leaves) {
    const boxed = places.filter((place) => place.n === n);
    let last = null;
    for (const text of texts) {
      if (text.file !== block.file || text.line < block.line || text.line > block.last) continue;
      if (boxed.some((place) => touch(place, text, 0))) continue;
      const ring = { n, x: text.x - ROOM, y: text.y - ROOM, width: text.width + 2 * ROOM, height: text.height + 2 * ROOM };
      if (last && last.n === n && touch(last, ring, ROOM)) Object.assign(last, round(last, ring));
      else places.push(last = ring);
    }
  }
  return places.sort((a, b) => a.n - b.n);
}

const touch = (a, b, room) => a.x < b.x + b.width + room && b.x < a.x + a.width + room
  && a.y < b.y + b.height + room && b.y < a.y + a.height + room;
function round(a, b) {
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

const WORD = /[\p{L}\p{N}]+/gu;
/** The words of a text, with the offsets at which they begin and end. */
const wordsOf = (text) => [...text.matchAll(WORD)].map((found) => ({ word: found[0].toLowerCase(), from: found.index, to: found.index + found[0].length }));

const REACH = 160;  // how far on the next word of a run may stand: markup and line ends lie between
/** Where the word at `offset` of a run stands in its source: the run says where it begins itself,
 *  and its words are followed from there. @returns {{from: number, to: number}} offsets in `source` */
export function wordInSource(source, start, run, offset) {
  let at = start;
  let last = { from: start, to: start };
  for (const { word, from, to } of wordsOf(run)) {
    const next = wordsOf(source.slice(at, at + REACH)).find((other) => other.word === word);
    if (next) {
      last = { from: at + next.from, to: at + next.to };
      at = last.to;
    }
    if (offset <= to) return offset < from || !next ? last : { ...last, at: Math.min(last.to, last.from + offset - from) };
  }
  return last;
}

/** What a run that no source wrote is made by, as a sentence. */
export const madeBy = (run) => `Made by ${run.made || "the layout"}; not in a source.`;

/** The stretches of a page's texts where a place of a source stands: more than one where it runs
 *  over the end of a line. @returns {{run: object, from: number, to: number}[]} */
export function stretchesOf(texts, { file, line, column }, words) {
  const here = texts.filter((run) => run.file === file);
  const before = here.filter((run) => run.line < line || (run.line === line && run.column <= column));
  const nearest = [...before].sort((a, b) => b.line - a.line || b.column - a.column);
  const after = here.filter((run) => !before.includes(run) && run.line <= line + 1);
  const needle = (words ?? "").trim().toLowerCase();
  if (needle) {
    for (const run of [...nearest.slice(0, 3), ...after]) {
      const found = within(run, here[here.indexOf(run) + 1], needle, run.line === line ? column - run.column : 0);
      if (found.length) return found;
    }
  }
  const [run] = nearest;
  return run && line - run.line <= 2 ? [{ run, from: 0, to: run.text.length }] : [];
}

const SLACK = 6;  // by how much markup may shift a word on its line
function within(run, next, needle, about) {
  const text = run.text.toLowerCase();
  const near = text.indexOf(needle, Math.max(0, about - SLACK));
  const at = near >= 0 ? near : text.indexOf(needle);
  if (at >= 0) return [{ run, from: at, to: at + needle.length }];
  for (let cut = needle.lastIndexOf(" "); next && cut > 0; cut = needle.lastIndexOf(" ", cut - 1)) {
    const rest = needle.slice(cut + 1);
    if (text.endsWith(needle.slice(0, cut)) && next.text.toLowerCase().startsWith(rest)) {
      return [{ run, from: text.length - cut, to: text.length }, { run: next, from: 0, to: rest.length }];
    }
  }
  return [];
}
