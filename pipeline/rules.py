"""Every rule a finding can come from: its code, what it says, and how to mend it.

A code's first letter is its severity (E error, W warning, N notice), its hundreds the stage:
1 read, 2 resolve, 3 content, 4 copyfitting, 5 pages, 6 engine, 7 proof, 8 output, 9 press. Codes are
stable: one that is taken out is not used again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """The wording of one finding; names in braces are filled in by whoever finds."""

    code: str
    message: str
    hint: str


_TABLE = (
    Rule("E101", "this is not YAML: {problem}", "look at this line and the one above it"),
    Rule("E103", 'the key "{key}" stands twice; the first is on line {first}', "take one out"),
    Rule("E104", "the file nests or repeats itself without end", "write it out without aliases"),
    Rule("E105", "the file is far too large to be a source ({size} MB)", "split it"),
    Rule("E106", "the file cannot be read: {problem}", "check its name and its place"),
    Rule("E107", "the byte {byte} is not UTF-8", "save the file as UTF-8"),
    Rule("E108", "the file is empty", "see the editors' guide for what it holds"),
    Rule("E109", "{file} is outside the root, or a link that leads there", "move the file inside"),
    Rule("E110", "there is no file {file}", "{guess}"),
    Rule("E111", '"{name}" is missing', "add a line for it"),
    Rule("E112", '"{name}" is not known here', "{guess}"),
    Rule("E113", '"{value}" is not a {name} that is known', "{guess}"),
    Rule("E114", '"{name}" cannot be used: {problem}', "see the editors' guide for what it holds"),
    Rule("E121", "the front matter is not closed", "end it with a line of ---"),
    Rule("E122", "the front matter is not a list of names and values", "write lines as title: …"),
    Rule("E123", 'the block "{name}" is not closed', "end it with a line of {fence}"),
    Rule("E124", "this fence closes a block that was never opened", "take it out, or open one above"),
    Rule(
        "E125",
        'this looks like a fence but opens nothing: "{line}"',
        "begin with /// at the margin",
    ),
    Rule("E126", "HTML is not set: {tag} prints as it is typed", "use Markdown, or a block"),
    Rule(
        "E127",
        "this text stands outside any block, so it would not be printed",
        "put it in a block",
    ),
    Rule("E128", 'there is no block "{name}" here', "{guess}"),
    Rule(
        "E129",
        'the block "{name}" does not say which title it is about',
        "write | and the title's id",
    ),
    Rule("E130", 'the block "{name}" stands twice here; only one can be printed', "make one of them"),
    Rule("E131", 'what stands after the bar of "{name}" would not be printed', "put it in the block"),
    Rule("E132", "pictures are not set in text: this would not print", "give a record its cover: instead"),
    Rule("E133", 'the link to "{address}" leads to no address', "begin it with https:// or mailto:"),
    Rule("E134", "this text cannot be read: {problem}", "write it as a person would"),
    Rule("E136", "{mark} is set only in a running text (a part text)", "take it out, or print it there"),
    Rule("E137", "the figure does not say which drawing it shows", "write | and the name of its file"),
    Rule("E201", 'unknown title "{name}"', "{guess}"),
    Rule("E202", 'there is no layout "{name}"', "{guess}"),
    Rule("E203", 'the id "{name}" is taken by {first}', "give one of them another id"),
    Rule("E204", 'the series has no group "{name}"', "{guess}"),
    Rule("E205", 'unknown {group} "{name}"', "{guess}"),
    Rule("E206", "there is no drawing {file} in icons/", "{guess}"),
    Rule("E207", "the drawing {file} cannot be used: {problem}", "draw it as plain filled paths"),
    Rule("E208", "there is no picture {file} in source/", "check its name, or take the line out"),
    Rule("E209", 'the palette has no colour "{name}"', "{guess}"),
    Rule("E210", "a {part} needs a Markdown file", "add a line file: …"),
    Rule("E211", 'the catalogue has no series "{name}"', "{guess}"),
    Rule("E212", '{first} and "{name}" look the same (sRGB {srgb})', "give one another sRGB value"),
    Rule("E214", 'there is no cover pattern "{name}"', "{guess}"),
    Rule(
        "E213",
        "the page is {width} x {height}, but the layout {layout} needs {grid} at the least",
        "choose a larger trim, or a smaller unit or margins in the layout's layout.yaml",
    ),
    Rule("E216", "the layout {layout} does not set a part {part}", "choose another layout, or take it out"),
    Rule("E217", 'the footnote "{name}" is written twice; the first is at {first}', "take one out"),
    Rule("E218", "there is no figure {file} beside this file", "{guess}"),
    Rule("E219", "the drawing {file} cannot be used: {problem}", "{guess}"),
    Rule("E220", 'there is no footnote "{name}" in this file', "{guess}"),
    Rule("E221", 'the footnote "{name}" is called a second time', "write it again under another name"),
    Rule("E222", 'there is no place "{name}" in this publication', "{guess}"),
    Rule("E223", 'there is no publication "{name}" in source/', "{guess}"),
    Rule(
        "E224",
        "this mark of the index names no term, or too many",
        "write [[!term]], or [[!term > another under it]]",
    ),
    Rule(
        "E225", 'the range of "{name}" is opened here and never closed', "write [[!{name} )]] where it ends"
    ),
    Rule("E226", 'the range of "{name}" is closed here but was not opened', "write [[!{name} (]] above"),
    Rule("E227", 'no text marks "{name}" for the index', "{guess}"),
    Rule(
        "E228",
        "{pages} pages cannot be bound: {binding} wants a multiple of {multiple}",
        "ask for {near} pages",
    ),
    Rule("E229", 'the place "{name}" is named twice; the first is at {first}', "give one another name"),
    Rule("E230", "the covers shown by {name} lead back to it: {circle}", "give one of them no publication:"),
    Rule(
        "E231",
        'the first page of "{name}" cannot be set: it has errors of its own',
        "see what check says of {name}",
    ),
    Rule("E232", 'there is no printing condition "{name}" in styles/press/', "{guess}"),
    Rule(
        "E233",
        "the build of {name} comes to {total} %, and {condition} takes {limit} % at the most",
        "take ink out of the build",
    ),
    Rule(
        "E234",
        "{condition} wants {wanted} of bleed, and this publication has {bleed}",
        "write bleed: {wanted}, or choose another condition",
    ),
    Rule("E235", "{condition} wants the cover {cover}", "write cover: {cover}, or choose another condition"),
    Rule(
        "E236",
        "{condition} wants a multiple of {multiple} pages, and {pages} are asked for",
        "ask for others, or choose another condition",
    ),
    Rule(
        "E270",
        "the picture {file} cannot be used: {problem}",
        "save it anew as PNG, JPEG, TIFF or WebP, no larger than it is printed",
    ),
    Rule("E215", "there can be only one part {part}; the first is at {first}", "take one out"),
    Rule("W301", 'the entry of "{title}" has no description', "write one"),
    Rule("W302", '"{title}" has an extract but no entry to lead to', "add an entry for it"),
    Rule("W303", 'the entry "{title}" stands twice; the first is at {first}', "take one out"),
    Rule("W304", "{part} has neither entries nor extracts", "add some, or take the section out"),
    Rule(
        "W305",
        "the index lists nothing",
        "add series: [...] with the catalogue's series, or marks, as [[!term]], to a text",
    ),
    Rule("W306", 'the extract from "{title}" is an introduction and nothing else', "add what it introduces"),
    Rule("W308", 'no text calls the footnote "{name}", so it is not printed', "call it, as [^{name}]"),
    Rule("W309", 'the block "{name}" is empty', "write something, or take it out"),
    Rule("W310", '"{name}" stands in the index under "{other}" (first at {first})', "write both alike"),
    Rule("W311", '"{name}" has pages of its own, and leads elsewhere', "put it under see_also"),
    Rule("W312", "{count} marks of an index, but no part index to print them", "add a part index"),
    Rule("W313", 'the text "{title}" is empty', "write something, or take the part out"),
    Rule("W307", "no part names this file, so nothing of it is printed", "name it in publication.yaml"),
    Rule(
        "E401",
        "{what}, page {page}: about {words} words too long ({over} mm)",
        "cut about {words} words",
    ),
    Rule(
        "E402",
        "the page numbers do not settle: each change of one moves another",
        "put the index after the sections",
    ),
    Rule(
        "E403",
        "page {page} is {lines} lines over: {pages} pages are asked for, and {total} came of it",
        "cut about {words} words, or ask for {more} pages",
    ),
    Rule(
        "E404",
        "the pages end short: {pages} are asked for, and {total} came of it",
        "write {words}, {otherwise}",
    ),
    Rule(
        "E405",
        "{pages} pages are asked for, and {total} came of it",
        "take something out, or ask for {more} pages",
    ),
    Rule(
        "N402",
        "page {page}, the last of this text, holds only {lines} lines (about {words} words)",
        "cut as much, or leave it",
    ),
    Rule(
        "N501",
        "a page without text was added before page {folio}, so that {part} opens on its side",
        "nothing to do",
    ),
    Rule("N502", "pages of notes that were set: {count}, which makes {pages} pages", "nothing to do"),
    Rule("N503", "there is no part cover, so no cover is made", "add a part cover if there is to be one"),
    Rule("N504", "page {page} of {part} holds no text and is drawn only", "nothing to do"),
    Rule(
        "W501",
        "{pages} pages cannot be bound: {binding} wants a multiple of {multiple}",
        "add a part notes, which fills up the last sheet",
    ),
    Rule("E601", "the typesetting engine says: {message}", "mend what it names"),
    Rule("E602", "the template cannot be used: {message}", "mend this line of the template"),
    Rule("E603", "the typesetting engine cannot start: {problem}", "{cure}"),
    Rule(
        "E604",
        "the typesetting engine was stopped: it came to no end within {seconds} seconds",
        "look for an enormous size, or for a drawing or a style that repeats itself",
    ),
    Rule(
        "E605",
        "the typesetting engine cannot set this: {problem}",
        "look in the styles and drawings for something that it does not know, or that is enormous",
    ),
    Rule(
        "E701",
        "{what} is not on the pages as it was written: {loss}",
        "the layout has lost it; give the block more room, or mend the layout",
    ),
    Rule("E702", "{what} is not on any page", "the layout has lost it"),
    Rule("E703", 'page {page}: "{text}" is cut off or runs off the page', "make {what} shorter or smaller"),
    Rule(
        "E704",
        "a font that is not of this project is on the pages: {font}",
        "the fonts lack a character, or a style sheet names another family",
    ),
    Rule(
        "E705",
        "page {page}: {what} came out {over} mm {way} than it was measured",
        "the layout's styles differ between measuring and placing",
    ),
    Rule(
        "E706",
        "{part} came to {count} pages where {expected} were composed",
        "something in it is taller than its page",
    ),
    Rule(
        "E707",
        "page {page}: a character has no picture in the fonts (it prints as a box)",
        "use another character, or a font that has it",
    ),
    Rule("E709", "the link to {target} leads nowhere", "the layout lost its target"),
    Rule("E710", 'page {page}: "{one}" is printed over "{other}"', "shorten one, or give them more room"),
    Rule(
        "E711",
        'page {page}: "{text}" runs out of its measure',
        "let it break (a long word, an address, code), or shorten it",
    ),
    Rule(
        "E712",
        "the footnote that is called on page {page} stands on page {other}",
        "shorten it, move its mark up the page, or put a break before its block",
    ),
    Rule(
        "E901",
        "page {page}: {what} cannot be separated{where}: the palette has no such ink",
        "use an ink of styles/palette.yaml, or give the colour a row there",
    ),
    Rule(
        "E902",
        "page {page}: {what}{where} is transparency, which {standard} does not know",
        "set it opaque, or choose a condition with PDF/X-4",
    ),
    Rule("E910", "{file}, page {page}: preflight {check}: {message}", "{cure}"),
    Rule(
        "N911",
        "{file}: warnings of preflight, in preflight.html: {count}",
        "look at them before it is sent",
    ),
    Rule(
        "E713",
        'the first page of "{name}" is on no page as its cover',
        "the layout keeps no place for it, or the engine calls pictures otherwise",
    ),
    Rule("E801", "the file cannot be written: {problem}", "check the folder output/"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _TABLE}
