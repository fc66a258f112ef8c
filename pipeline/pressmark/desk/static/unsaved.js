// What is typed goes to the server (newest wins) and is kept in the browser; Ctrl S saves it.
import { unsettled } from "./clashes.js";
import { byId, paced } from "./dom.js";
import { say } from "./foot.js";
import { clock, keep, letGo } from "./kept.js";
import { postSave, putUnsaved } from "./server.js";
import { isUnsaved, openFiles, openHere, rebase, textOf, whenOpened, whenTyped } from "./source.js";
import { fileName } from "./state.js";

const PACE = 50;  // ms: the server is sent no more than that
const waiting = new Set();
let sending = null;

/** Sends what has been typed and not sent; resolves when the server has it. */
export async function sendUnsaved() {
  if (sending) await sending;
  const files = [...waiting];
  waiting.clear();
  if (!files.length) return;
  sending = Promise.all(files.map(async (file) => {
    const { status } = await putUnsaved(file.path, isUnsaved(file) ? textOf(file) : null);
    if (status === 0) waiting.add(file);  // no server: sent when it is back
  }));
  await sending;
  sending = null;
}

const soon = paced(PACE, sendUnsaved, { atOnce: true });
const keepSoon = paced(300, keepNow);

/** Sends and keeps a file anew, where it was changed otherwise than by typing. */
export function follow(file) {
  waiting.add(file);
  soon();
  keepSoon();
  sign();
}
whenTyped(follow);
whenOpened(sign);

function keepNow() {
  for (const file of openFiles()) {
    if (file.offer) continue;  // what was kept before is not overwritten until it is settled
    if (!isUnsaved(file)) letGo(file.path);
    else keep(file.path, { text: textOf(file), base: file.base, digest: file.digest, at: clock() });
  }
}
addEventListener("pagehide", keepNow);

/** The dot, and "not saved". */
export function sign() {
  const file = openHere();
  byId("unsaved").textContent = file && isUnsaved(file) ? "not saved" : "";
}

let conflicts = () => {};
/** @param {(file, text: string, digest: string) => void} watcher called where the disk's is another */
export const whenConflict = (watcher) => { conflicts = watcher; };

/** Saves the file in view, unless it is to be settled first. */
export async function save() {
  const file = openHere();
  if (!file) return;
  if (file.conflict || unsettled(file.state) || file.offer) return say("Not saved:", " settle first what stands above the source");
  if (!isUnsaved(file)) return say(`${fileName(file.path)} is saved`);
  const text = textOf(file);
  const { status, body } = await postSave(file.path, text, file.digest);
  if (status === 200) {
    rebase(file, text, body.digest);
    sign();
    say("Saved", ` · ${fileName(file.path)}`);
  } else if (status === 409) conflicts(file, body.text, body.digest);
  else if (status === 0) say("Not saved: the desk has stopped.", " What you wrote is kept here.");
  else say("Not saved:", ` ${body?.message ?? "the file cannot be written"}`);
}
byId("save").addEventListener("click", save);
