// The caret's block and the table: each leads to the other, and neither jumps while one types.
import { EditorView } from "./codemirror.js";
import { byId } from "./dom.js";
import { say } from "./foot.js";
import { setOwnBlock } from "./marks.js";
import { blockAt, blockUnder, madeBy, whenBlocks, wordInSource } from "./places.js";
import { caretPlaces } from "./rings.js";
import { change, editor, openAt, openHere, whenMoved, whenTyped } from "./source.js";
import { desk, spreadOf, whenState } from "./state.js";
import { holdTexts, reveal, scale } from "./table.js";
import { textAt } from "./texts.js";
import { show, shown } from "./view.js";

let block = "";      // id of the block in which the caret is
let turn = 0;        // which of its places Alt R went to last
let fromPage = false; // the caret was put by a click on the page, which is in view already

function caretMoved({ path, line }) {
  const now = blockAt(path, line);
  const id = now ? `${path}:${now.id}` : "";
  markBlock(now);
  if (id === block) return;
  block = id;
  turn = 0;
  if (!editor.hasFocus || fromPage) return;
  const places = caretPlaces();
  if (now && !places.length) say("Not printed.", ` ${now.id} stands on no page`);
  if (places.length > 1) say(`${places.length} places`, " · Alt R goes round");
  if (!places.length || shown().press) return;
  const here = spreadOf(shown().n).pages;
  const nearest = places.find(({ n }) => here.includes(n)) ?? places[0];
  reveal(nearest.n, nearest);
}
whenMoved(caretMoved);
whenTyped(holdTexts);
whenBlocks(() => {
  const file = openHere();
  if (!file) return;
  const line = file.state.doc.lineAt(file.state.selection.main.head).number;
  markBlock(blockAt(file.path, line));
});

let marked = "";
function markBlock(now) {
  const lines = now ? { line: now.line, last: now.last } : null;
  const key = JSON.stringify([openHere()?.path, lines]);
  if (key === marked) return;
  marked = key;
  // Not within the update that told of the caret: an editor takes no change while it makes one.
  queueMicrotask(() => openHere() && change(openHere(), { effects: setOwnBlock.of(lines) }));
}

/** The next of the places of the caret's block. */
export function goRound() {
  const places = caretPlaces();
  if (!places.length) return say("Not printed.");
  turn = (turn + 1) % places.length;
  say(`Place ${turn + 1} of ${places.length}`);
  reveal(places[turn].n, places[turn]);
}

byId("table").addEventListener("click", (event) => {
  if (event.target.closest("button") || event.detail > 2) return;
  const leaf = event.target.closest(".leaf");
  if (!leaf || (!getSelection().isCollapsed && event.detail < 2)) return;  // dragging selects text
  toSource(Number(leaf.dataset.n), event, event.detail === 2);
});

/** Opens the source of what stands at a point of a page. */
async function toSource(n, event, select) {
  show({ n }, "replace");
  const found = textAt(event.clientX, event.clientY);
  if (found && !found.run.file) return say(madeBy(found.run));
  fromPage = true;
  if (found) {
    const { run, offset } = found;
    if ((event.ctrlKey || event.metaKey) && desk().editor) return outside(run);
    await openAt(run.file, run.line, run.column, { place: (text, start) => {
      const word = wordInSource(text, start, run.text, offset);
      return select ? { anchor: word.from, head: word.to } : { anchor: word.at ?? word.from, head: word.at ?? word.from };
    } });
  } else {
    const box = event.target.closest(".leaf").getBoundingClientRect();
    const under = blockUnder(n, (event.clientX - box.left) / scale(), (event.clientY - box.top) / scale());
    if (under) await openAt(under.file, under.line, 1);
  }
  fromPage = false;
}

/** Hands a place to the outer editor, whose address the server gives: {path}, {line}, {column}. */
function outside({ file, line, column }) {
  const values = { path: file.split("/").map(encodeURIComponent).join("/"), line, column };
  location.href = desk().editor.replace(/\{(path|line|column)\}/g, (_, key) => values[key]);
  fromPage = false;
}

whenState(() => { byId("outer").hidden = !desk().editor; });
byId("outer").addEventListener("click", () => {
  const file = openHere();
  if (!file) return;
  const { head } = file.state.selection.main;
  const line = file.state.doc.lineAt(head);
  outside({ file: file.path, line: line.number, column: head - line.from + 1 });
});

/** From the source to the page: the focus goes to the table, the block into view. */
export function toPage() {
  byId("table").focus({ preventScroll: true });
  const here = spreadOf(shown().n).pages;
  const places = caretPlaces();
  const place = places.find(({ n }) => here.includes(n)) ?? places[0];
  if (place && !shown().press) reveal(place.n, place);
}

/** From the page to the source, where the caret was. */
export function backToSource() {
  show({ tab: "source", press: false });
  if (!openHere()) return;
  editor.focus();
  editor.dispatch({ effects: EditorView.scrollIntoView(editor.state.selection.main, { y: "nearest" }) });
}
