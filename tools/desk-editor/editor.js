// What the desk takes of CodeMirror, and nothing more: esbuild puts it into one file.
export { Annotation, EditorState, RangeSet, RangeSetBuilder, StateEffect,
  StateField, Transaction } from "@codemirror/state";
export { Decoration, EditorView, GutterMarker, ViewPlugin, WidgetType, drawSelection,
  gutterLineClass, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { search, searchKeymap } from "@codemirror/search";
import { defineLanguageFacet, Language, LanguageSupport, HighlightStyle, syntaxHighlighting,
  languageDataProp } from "@codemirror/language";
export { HighlightStyle, syntaxHighlighting };
import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { parser as markdownParser } from "@lezer/markdown";
export { tags } from "@lezer/highlight";

// @codemirror/lang-markdown brings HTML, CSS and JavaScript with it, 156 kB that no source needs.
const data = defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } });
const parser = markdownParser.configure({
  props: [languageDataProp.add({ Document: data })],
});
const markdown = new LanguageSupport(new Language(data, parser, [], "markdown"));

/** @type {Object<string, () => LanguageSupport>} the languages of the sources, by the name that the state gives */
export const LANGUAGES = {
  markdown: () => yamlFrontmatter({ content: markdown }),
  yaml: () => yaml(),
};
