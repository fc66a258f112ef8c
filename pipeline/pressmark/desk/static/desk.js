// The desk: a window in which an editor sees the printed spreads while they write.
import "./complete.js";
import "./conflict.js";
import "./copyfit.js";
import "./head.js";
import "./keys.js";
import { EditorView } from "./codemirror.js";
import { say, sayStopped } from "./foot.js";
import { allBlocks, whenBlocks } from "./places.js";
import { getState, listen } from "./server.js";
import { editor, openFile, openHere } from "./source.js";
import { desk, spreadOf, takeState } from "./state.js";
import { goTo } from "./table.js";
import { sendUnsaved } from "./unsaved.js";
import { followAddress, readAddress, show, shown, whenShown } from "./view.js";

const WIDE = 1600;  // px from which a whole spread is legible beside the source
const { publication } = readAddress();
let asking = false, again = false;

/** Fetches the newest state; while one is on its way, only notes that there is a newer one. */
async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  const { status, body } = await getState(publication);
  asking = false;
  if (status === 200) {
    const waited = !desk()?.pages.length;  // what the address asks for is there only with its page
    takeState(body);
    if (waited && desk().pages.length) start();
  } else if (status) say("The desk does not answer", ` (${status})`);
  if (again) { again = false; refresh(); }
}

function start() {
  show({ zoom: innerWidth >= WIDE ? "spread" : "text" }, "none");
  followAddress();
}

whenShown((now, before, went) => { if (went) goTo(now.n); });
addEventListener("popstate", () => desk() && followAddress());

// The source of the pages in view is open from the start.
whenBlocks(() => {
  if (openHere()) return;
  const { pages } = spreadOf(shown().n);
  const block = allBlocks().find(({ boxes }) => boxes.some(({ n }) => n === shown().n))
    ?? allBlocks().find(({ boxes }) => boxes.some(({ n }) => pages.includes(n)));
  openFirst(block?.file ?? desk().files[0]?.path, block?.line ?? 1);
});

async function openFirst(path, line) {
  const file = path && await openFile(path);
  if (!file) return;
  const { from } = file.state.doc.line(Math.min(line, file.state.doc.lines));
  editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "start", yMargin: 40 }) });
}

listen(publication, refresh, (gone) => {
  sayStopped(gone);
  if (!gone) sendUnsaved();
});
