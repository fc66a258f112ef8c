// Lines that were changed here and on disk: each shown as both, until one is chosen.
import { Decoration, EditorView, StateEffect, StateField, WidgetType } from "./codemirror.js";
import { make } from "./dom.js";
import { ownWords } from "./merge.js";

/** Sets what is to be settled: [{from, to, theirs}]; `theirs` null takes the lines out. */
export const setClashes = StateEffect.define();

const field = StateField.define({
  create: () => [],
  update(value, change) {
    for (const effect of change.effects) if (effect.is(setClashes)) return effect.value;
    if (!change.docChanged) return value;
    return value.map((clash) => ({ ...clash, from: change.changes.mapPos(clash.from, -1), to: change.changes.mapPos(clash.to, 1) }));
  },
  provide: (own) => EditorView.decorations.compute([own, "doc"], (state) => Decoration.set(state.field(own).map((clash) => {
    const widget = new Clash(state.sliceDoc(clash.from, clash.to), clash.theirs);
    return clash.from === clash.to
      ? Decoration.widget({ widget, block: true, side: -1 }).range(clash.from)
      : Decoration.replace({ widget, block: true }).range(clash.from, clash.to);
  }), true)),
});

export const clashes = [field, EditorView.atomicRanges.of((view) => Decoration.set(
  view.state.field(field).filter(({ from, to }) => to > from).map(({ from, to }) => Decoration.mark({}).range(from, to)), true))];

/** How many places are still to be settled. */
export const unsettled = (state) => state.field(field, false)?.length ?? 0;
/** The lines on which they stand. */
export const clashLines = (state) => state.field(field).map(({ from }) => state.doc.lineAt(from).number);

/** Settles one: the one that begins at `from`, or the first. @returns {boolean} whether there was one */
export function settle(view, disks, from = null) {
  const all = view.state.field(field, false) ?? [];
  const clash = all.find((one) => one.from === from) ?? all[0];
  if (!clash) return false;
  const changes = disks ? changeTo(view.state, clash) : [];
  const set = view.state.changes(changes);
  const rest = all.filter((one) => one !== clash)
    .map((one) => ({ ...one, from: set.mapPos(one.from, 1), to: set.mapPos(one.to, 1) }));
  view.dispatch({ changes, effects: setClashes.of(rest) });
  return true;
}

/** Lines that are gone take their line end with them, and lines that come bring theirs. */
function changeTo(state, { from, to, theirs }) {
  if (theirs === null) return { from, to: Math.min(state.doc.length, to + 1) };
  return { from, to, insert: from === to ? `${theirs}\n` : theirs };
}

class Clash extends WidgetType {
  constructor(mine, theirs) {
    super();
    Object.assign(this, { mine, theirs });
  }
  eq(other) { return other.mine === this.mine && other.theirs === this.theirs; }
  ignoreEvent() { return true; }
  toDOM(view) {
    const act = (disks) => (event) => settle(view, disks, view.posAtDOM(event.target.closest(".clash")));
    const theirs = this.theirs ?? "";
    return make("div", { class: "clash" },
      side("yours", this.mine, theirs, "ins", "mine"), side("on disk", theirs, this.mine, "del", "disk"),
      make("div", { class: "does" },
        make("button", { type: "button", class: "box", onclick: act(false) }, "Use yours ", make("kbd", {}, "Alt 1")),
        make("button", { type: "button", class: "box", onclick: act(true) }, "Use the disk’s ", make("kbd", {}, "Alt 2"))));
  }
}

function side(name, text, other, tag, kind) {
  const words = ownWords(text, other).map(({ text: words, own }) => (own ? make(tag, {}, words) : words));
  return make("div", { class: kind }, make("h3", {}, name), ...(text ? words : ["(nothing)"]));
}
