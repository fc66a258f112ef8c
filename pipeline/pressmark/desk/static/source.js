// The editor of sources: one at a time in view, each with its own history.
import { Annotation, EditorState, EditorView, LANGUAGES, autocompletion, completionKeymap, defaultKeymap,
  drawSelection, highlightActiveLine, highlightActiveLineGutter, history, historyKeymap, isolateHistory,
  keymap, lineNumbers, search, searchKeymap } from "./codemirror.js";
import { clashes } from "./clashes.js";
import { byId, make } from "./dom.js";
import { say } from "./foot.js";
import { letGo } from "./kept.js";
import { looks, offsetOf } from "./marks.js";
import { getFile } from "./server.js";
import { desk, fileName, fileOf, whenState } from "./state.js";
import { show } from "./view.js";

/** @typedef {{path: string, base: string, digest: string, state: EditorState, conflict: object | null, offer: object | null}} Open
 *  A file that is open: `base` and `digest` are the disk's text from which the typed one began. */

const open = new Map();
let here = null;  // the Open that is in view
const typed = new Set(), moved = new Set(), opened = new Set();

export const whenTyped = (watcher) => typed.add(watcher);
/** @param {(moved: {path, line, column}) => void} watcher called where the caret is elsewhere */
export const whenMoved = (watcher) => moved.add(watcher);
export const whenOpened = (watcher) => opened.add(watcher);

let complete = async () => null;
/** @param {(context, path: string) => Promise<object | null>} source what completes in a source */
export const completeWith = (source) => { complete = source; };

/** A change that nobody typed: the disk's text taken over. */
export const taken = Annotation.define();

const nonce = document.querySelector("meta[name=csp-nonce]").content;
export const editor = new EditorView({
  parent: byId("editor"),
  extensions: [EditorView.cspNonce.of(nonce)],
});
byId("editor").hidden = true;

const setUp = (path) => [
  EditorView.cspNonce.of(nonce), lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), history(),
  drawSelection(), EditorView.lineWrapping, search({ top: true }), looks, clashes,
  LANGUAGES[fileOf(path)?.language]?.() ?? [],
  autocompletion({ override: [(context) => complete(context, path)], icons: false }),
  EditorView.contentAttributes.of({ "aria-label": `Source, ${fileName(path)}. Escape leaves it.`, spellcheck: "false", tabindex: "0", lang: desk().language }),
  keymap.of([...completionKeymap, ...historyKeymap, ...searchKeymap.filter(({ key }) => key !== "Mod-Alt-\\"), ...defaultKeymap]),
  EditorView.updateListener.of((change) => {
    if (!here || here.path !== path) return;
    here.state = change.state;
    if (change.docChanged) for (const watcher of typed) watcher(here, change);
    if (change.docChanged || change.selectionSet) placed();
  }),
];

/** The file in view, its text as it is typed; null before one is opened. */
export const openHere = () => here;
export const openFiles = () => [...open.values()];
export const textOf = (file) => file.state.doc.toString();
export const isUnsaved = (file) => textOf(file) !== file.base;

/** Opens a file, or shows it where it is open. @returns {Promise<Open | null>} */
export async function openFile(path) {
  if (here?.path === path) return here;
  let file = open.get(path);
  if (!file) {
    const { status, body } = await getFile(path);
    if (status !== 200) {
      say(`${fileName(path)} cannot be opened`, status === 403 ? ": the desk does not edit it" : "");
      return null;
    }
    file = open.get(path);
    if (!file) {
      const text = body.unsaved ?? body.text;
      file = { path, base: body.text, digest: body.digest, conflict: null, offer: null,
        state: EditorState.create({ doc: text, extensions: setUp(path) }) };
      open.set(path, file);
    }
  }
  here = file;
  byId("editor").hidden = false;
  editor.setState(file.state);
  for (const watcher of opened) watcher(file);
  placed();
  return file;
}

/** Opens a file with the caret at a line and column. `place(text, start)` may choose another range. */
export async function openAt(path, line, column, { place = null, focus = true } = {}) {
  const file = await openFile(path);
  if (!file) return;
  show({ tab: "source", press: false });
  const start = offsetOf(file.state.doc, line, column);
  const { anchor, head } = place?.(textOf(file), start) ?? { anchor: start, head: start };
  editor.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  if (focus) editor.focus();
}

function placed() {
  const { head } = here.state.selection.main;
  const line = here.state.doc.lineAt(head);
  byId("line").textContent = `line ${line.number}`;
  for (const watcher of moved) watcher({ path: here.path, line: line.number, column: head - line.from + 1 });
}

/** Puts another text in place, changing only what is another: the caret stays where it was. */
export function putText(file, text, annotations = []) {
  const was = textOf(file);
  let from = 0, tail = 0;
  const most = Math.min(was.length, text.length);
  while (from < most && was[from] === text[from]) from += 1;
  while (tail < most - from && was[was.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  const changes = { from, to: was.length - tail, insert: text.slice(from, text.length - tail) };
  change(file, { changes, annotations: [isolateHistory.of("full"), ...annotations] });
}

/** Changes a file that is open, in view or not. */
export function change(file, spec) {
  if (file === here) editor.dispatch(spec);
  else file.state = file.state.update(spec).state;
}

/** What is on disk is now the base of what is typed. */
export function rebase(file, text, digest) {
  file.base = text;
  file.digest = digest;
  if (!isUnsaved(file)) letGo(file.path);
}

whenState((now) => {
  const select = byId("file");
  const shape = JSON.stringify(now.files.map((file) => file.path));
  if (select.dataset.shape === shape) return;
  select.dataset.shape = shape;
  const folders = Map.groupBy?.(now.files, ({ path }) => path.slice(0, path.lastIndexOf("/")))
    ?? new Map([["files", now.files]]);
  const choice = ({ path }) => make("option", { value: path }, fileName(path));
  select.replaceChildren(...[...folders].map(([folder, files]) => make("optgroup", { label: folder }, ...files.map(choice))));
  if (here) select.value = here.path;
});
whenOpened((file) => { byId("file").value = file.path; });
byId("file").addEventListener("change", (event) => openFile(event.target.value));
