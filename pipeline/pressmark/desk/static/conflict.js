// The banner over the source: what was kept in the browser, and what changed on disk meanwhile.
import { EditorView } from "./codemirror.js";
import { clashLines, setClashes, unsettled } from "./clashes.js";
import { byId, counted, make, paced } from "./dom.js";
import { say } from "./foot.js";
import { clock, kept, letGo } from "./kept.js";
import { changedPlaces, merge } from "./merge.js";
import { getFile } from "./server.js";
import { change, editor, isUnsaved, openFiles, openHere, putText, rebase, taken, textOf, whenOpened, whenTyped } from "./source.js";
import { desk, fileOf, whenState } from "./state.js";
import { follow, save, sign, whenConflict } from "./unsaved.js";

const CHECK = 1000;  // ms between looks at the disk's texts
const banner = byId("banner");

whenOpened((file) => {
  const mine = kept(file.path);
  const other = mine && mine.text !== textOf(file) && mine.text !== file.base;
  file.offer = file.conflict || !other ? null : mine;
  write();
});

whenState(paced(CHECK, async () => {
  for (const file of openFiles()) {
    const said = fileOf(file.path)?.digest;
    if (said && said === (file.conflict?.digest ?? file.digest)) continue;
    const { status, body } = await getFile(file.path);
    if (status === 200) changedOnDisk(file, body.text, body.digest);
  }
}));
whenConflict(changedOnDisk);

function changedOnDisk(file, text, digest) {
  if (digest === (file.conflict?.digest ?? file.digest)) return;
  if (!isUnsaved(file) || text === textOf(file)) {
    rebase(file, text, digest);
    file.conflict = null;
    if (text !== textOf(file)) {
      putText(file, text, [taken.of(true)]);
      if (!desk().behind) say("Taken from the disk", ", as it was changed there");
    }
    sign();
  } else {
    file.conflict = { text, digest, at: clock() };
    say("The page shows yours", ", not saved");
  }
  write();
}

/** Takes both: what only one changed is merged, what both changed is settled one by one. */
function mergeBoth(file, base, disk, digest) {
  const mine = textOf(file);
  const found = [];
  const lines = [];
  let at = 0;
  for (const part of merge(base, mine, disk)) {
    const own = part.both ?? part.mine;
    const from = at;
    for (const line of own) at += line.length + 1;
    lines.push(...own);
    if (!part.both) {
      const to = own.length ? at - 1 : from;
      found.push({ from, to, theirs: part.theirs.length ? part.theirs.join("\n") : null });
    }
  }
  putText(file, lines.join("\n"));
  const [first] = found;
  const toFirst = first ? [EditorView.scrollIntoView(first.from, { y: "center" })] : [];
  change(file, { effects: [setClashes.of(found), ...toFirst] });
  rebase(file, disk, digest);
  file.conflict = null;
  follow(file);
  const count = unsettled(file.state);
  say(count ? `${counted(count, "place")} to settle` : "Merged", count ? ": Alt 1 yours, Alt 2 the disk’s" : ", not saved yet");
  write();
  editor.focus();
}

function takeDisk(file, text, digest) {
  putText(file, text, [taken.of(true)]);
  rebase(file, text, digest);
  Object.assign(file, { conflict: null, offer: null });
  change(file, { effects: setClashes.of([]) });
  letGo(file.path);
  follow(file);
  write();
}

function write() {
  const file = openHere();
  const words = file?.offer ? offerOf(file) : file?.conflict ? conflictOf(file) : null;
  banner.hidden = !words;
  banner.replaceChildren(...(words ?? []));
}

function offerOf(file) {
  const { text, base, digest, at } = file.offer;
  const keepIt = () => {
    const disk = { text: file.base, digest: file.digest };
    file.offer = null;
    putText(file, text);
    if (digest !== disk.digest) {
      rebase(file, base, digest);
      file.conflict = { ...disk, at: clock() };
    }
    follow(file);
    write();
  };
  return [
    make("p", {}, make("b", {}, `Yours of ${at}, not saved`)),
    make("p", {}, "It was typed here and kept in this browser. The page shows what is on disk."),
    buttons(["Keep yours", keepIt], ["Take the disk’s", () => takeDisk(file, file.base, file.digest)]),
  ];
}

function conflictOf(file) {
  const { text, digest, at } = file.conflict;
  const both = merge(file.base, textOf(file), text).filter((part) => !part.both).length;
  const told = both ? `${counted(both, "place")} ${both === 1 ? "was" : "were"} changed by both` : "no line was changed by both";
  const saveMine = async () => {
    rebase(file, text, digest);
    file.conflict = null;
    write();
    await save();
  };
  return [
    make("p", {}, make("b", {}, `This file changed on disk at ${at}, while you were writing`)),
    make("p", {}, `Yours has ${counted(changedPlaces(file.base, textOf(file)), "place")} not saved; ${told}. Nothing is overwritten.`),
    buttons([both ? `Keep both, settle ${counted(both, "place")}` : "Keep both", () => mergeBoth(file, file.base, text, digest)],
      ["Take the disk’s", () => takeDisk(file, text, digest)], ["Save mine over it", saveMine]),
  ];
}

const buttons = (...acts) => make("div", { class: "does" }, ...acts.map(([name, act], index) =>
  make("button", { type: "button", class: index ? "box" : "first", onclick: act }, name)));

whenTyped(paced(300, write));

/** "lines 18, 24": what is still to be settled, for the foot. */
export function saySettled() {
  const lines = clashLines(openHere().state);
  say(lines.length ? `${counted(lines.length, "place")} to settle` : "All settled", lines.length ? ` · line ${lines.join(", ")}` : ", not saved yet");
}
