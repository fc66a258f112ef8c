// How a source looks in the editor: its marks grey, its ids monospaced, its findings underlined.
import { Decoration, EditorView, GutterMarker, HighlightStyle, RangeSet, StateEffect, StateField, ViewPlugin,
  RangeSetBuilder, WidgetType, gutterLineClass, syntaxHighlighting, tags } from "./codemirror.js";
import { make } from "./dom.js";

const styles = HighlightStyle.define([
  { tag: [tags.processingInstruction, tags.punctuation, tags.separator, tags.meta, tags.labelName, tags.url, tags.contentSeparator, tags.brace, tags.squareBracket], class: "mark" },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], class: "keyword" },
  { tag: tags.heading, class: "title" },
  { tag: tags.strong, class: "strong" },
  { tag: tags.emphasis, class: "emphasis" },
  { tag: [tags.monospace, tags.typeName], class: "name" },
  { tag: tags.comment, class: "mark" },
]);

const FENCE = /^(\/\/\/)(?:\s+([\w-]+))?(?:(\s*\|\s*)(.*))?$/;   // /// entry | study-visits
const LINK = /(\[\[)([^\]\n]*)(\]\])/g;                            // [[study-visits]]
const as = (name) => Decoration.mark({ class: name });
const MARK = as("mark"), KEYWORD = as("keyword"), NAME = as("name");

/** What Pressmark's own signs look like; Markdown does not know them. */
const ownSigns = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = this.found(view); }
  update(change) { if (change.docChanged || change.viewportChanged) this.decorations = this.found(change.view); }
  found(view) {
    const builder = new RangeSetBuilder();
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to;) {
        const line = view.state.doc.lineAt(at);
        signsOf(line, builder);
        at = line.to + 1;
      }
    }
    return builder.finish();
  }
}, { decorations: (plugin) => plugin.decorations });

function signsOf({ text, from }, builder) {
  const fence = FENCE.exec(text);
  if (fence) {
    let at = from;
    const [, mark, word = "", bar = "", id = ""] = fence;
    builder.add(at, at += mark.length, MARK);
    if (word) {
      at = from + text.indexOf(word, mark.length);
      builder.add(at, at += word.length, KEYWORD);
    }
    if (bar) builder.add(at, at += bar.length, MARK);
    if (id) builder.add(at, at + id.length, NAME);
    return;
  }
  for (const link of text.matchAll(LINK)) {
    let at = from + link.index;
    builder.add(at, at += 2, MARK);
    if (link[2]) builder.add(at, at += link[2].length, NAME);
    builder.add(at, at + 2, MARK);
  }
}

/** Offsets of a finding in a text; without an end, its word. */
export function rangeOf(doc, { line, column, until }) {
  const at = offsetOf(doc, line, column);
  const here = doc.lineAt(at);
  if (until) return { from: at, to: Math.max(at, offsetOf(doc, until.line, until.column)) };
  const word = /^[\p{L}\p{N}-]+/u.exec(here.text.slice(at - here.from));
  return { from: at, to: word ? at + word[0].length : here.to };
}

/** The offset of a line and column, both from 1, within the text. */
export function offsetOf(doc, line, column) {
  const here = doc.line(Math.max(1, Math.min(doc.lines, line)));
  return Math.min(here.to, here.from + Math.max(0, column - 1));
}

/** Sets the findings of the text that stands there, which of them is chosen, and what is below the foot of its page. */
export const setFlaws = StateEffect.define();
/** Sets the lines of the caret's block: {line, last} or null. */
export const setOwnBlock = StateEffect.define();

const flaws = StateField.define({
  create: () => Decoration.none,
  update(value, change) {
    for (const effect of change.effects) {
      if (effect.is(setFlaws)) return decorationsOf(change.state.doc, effect.value);
    }
    return value.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf(doc, { findings, below = [], chosen }) {
  const ranges = [];
  for (const { line, column, last, end } of below) {
    const from = offsetOf(doc, line, column), to = offsetOf(doc, last, end);
    if (to > from) ranges.push(Decoration.mark({ class: "below-foot" }).range(from, to));
  }
  for (const finding of findings) {
    const { from, to } = rangeOf(doc, finding);
    const picked = finding.number === chosen ? " chosen" : "";
    const mark = Decoration.mark({ class: `flaw ${finding.severity}${picked}`, attributes: { "data-number": finding.number } });
    if (to > from) ranges.push(mark.range(from, to));
    if (finding.severity === "error") {
      const widget = new Said(finding.message, `${finding.code} · ${finding.hint}`);
      ranges.push(Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(from).to));
    }
  }
  return Decoration.set(ranges, true);
}

/** What an error says, under its line. */
class Said extends WidgetType {
  constructor(message, hint) {
    super();
    Object.assign(this, { message, hint });
  }
  eq(other) { return other.message === this.message && other.hint === this.hint; }
  toDOM() { return make("div", { class: "said" }, make("div", {}, make("p", {}, this.message), make("p", {}, this.hint))); }
}

/** The bar of the caret's block stands at the very edge, before the numbers of its lines. */
const ownLine = new class extends GutterMarker {
  elementClass = "own-block";
}();
const ownBlock = StateField.define({
  create: () => null,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(setOwnBlock)) return effect.value;
    return value;
  },
  provide: (field) => gutterLineClass.compute([field, "doc"], (state) => {
    const block = state.field(field);
    if (!block) return RangeSet.empty;
    const builder = new RangeSetBuilder();
    for (let line = block.line; line <= Math.min(block.last, state.doc.lines); line += 1) {
      const { from } = state.doc.line(line);
      builder.add(from, from, ownLine);
    }
    return builder.finish();
  }),
});

export const looks = [syntaxHighlighting(styles), ownSigns, flaws, ownBlock];
