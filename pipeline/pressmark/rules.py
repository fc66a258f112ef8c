"""Every rule of sources, pages and output: its code, what it says, and how to mend it.

A code's first letter is its severity (E error, W warning, N notice), its hundreds the stage:
1 read, 2 resolve, 3 content, 4 copyfitting, 5 pages, 6 engine, 7 proof, 8 output, 9 press. Codes are
stable: one that is taken out is not used again. What a printer would query has a table of its own,
`preflight/problems.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is. An error stops the publication; a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


# Which severity does the first letter of a code stand for? Other letters stand for none.
SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTICE}


@dataclass(frozen=True)
class Rule:
    """A row of a table: the wording of one finding; names in braces are filled in by whoever finds. Where
    there is nothing to do, `hint` is "".

    `given` is its severity where the letter of its code stands for none.
    """

    code: str
    message: str
    hint: str
    given: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is, unless somebody takes it otherwise."""
        return self.given or SEVERITIES[self.code[0]]


_TABLE = (
    Rule("E101", "this cannot be read as YAML: {problem}", "{cure}"),
    Rule("E103", 'the key "{key}" stands twice; the first is on line {first}', "take one out"),
    Rule("E104", "the file nests or repeats itself without end", "write out what stands behind its & and *"),
    Rule("E105", "the file is far too large to be a source ({size} MB)", "split it"),
    Rule("E106", "the file cannot be read: {problem}", "check its name and its place"),
    Rule("E107", "the byte {byte} is not UTF-8{guess}", "save the file as UTF-8"),
    Rule("E108", "the file is empty", "write what it is to hold, or take it away"),
    Rule("E109", "{file} is outside the root, or a link that leads there", "move the file inside"),
    Rule("E110", "there is no file {file}", "{guess}"),
    Rule("E111", '"{name}" is missing', "add a line for it"),
    Rule("E112", '"{name}" is not known here', "{guess}"),
    Rule("E113", '{name} cannot be "{value}"', "{guess}"),
    Rule("E114", "{name} cannot be used: {problem}", "{cure}"),
    Rule(
        "E117",
        'the folder "{name}" holds a publication, and its name cannot be that of its files',
        "call the folder by the letters a to z, digits and hyphens",
    ),
    Rule(
        "E118",
        "there are {more} more faults of this kind in the file",
        "mend those that are said, and check again",
    ),
    Rule("E121", "the front matter is not closed", "end it with a line of ---"),
    Rule("E122", "the front matter is not a list of names and values", "write lines as title: …"),
    Rule("E123", 'the block "{name}" is not closed', "{cure}"),
    Rule(
        "E124",
        "this fence closes a block that was never opened",
        "take it out; or write the line that opens its block, above the text",
    ),
    Rule(
        "E125",
        'this looks like a fence but is none: "{line}"',
        "begin with /// at the margin",
    ),
    Rule("E126", "HTML is not set: {tag} prints as it is typed", "{cure}"),
    Rule(
        "E127",
        "this text stands outside any block, so it would not be printed",
        "{cure}",
    ),
    Rule("E128", 'there is no block "{name}" here', "{guess}"),
    Rule(
        "E129",
        'the block "{name}" does not say which title it is about',
        "write /// {name} | and the id of its title",
    ),
    Rule("E130", 'the block "{name}" stands twice here; only one can be printed', "make one of them"),
    Rule("E131", 'what stands after the bar of "{name}" would not be printed', "put it in the block"),
    Rule(
        "E132",
        "pictures are not set in text: this would not print",
        "show it by a block /// figure of a running text, or name it as the cover: of a title",
    ),
    Rule(
        "E133",
        'the link to "{address}" leads to no address',
        "begin it with https:// and a host, or with mailto:",
    ),
    Rule(
        "E134",
        "this text cannot be read: {problem}",
        "part it in shorter pieces, or take out what repeats itself",
    ),
    Rule("E136", "{mark} is set only in a running text (a part text)", "take it out, or move it there"),
    Rule(
        "E137", "the {name} does not say which file it shows", "write /// {name} | and the name of the file"
    ),
    Rule("E138", 'this opens no block as it is written: "{line}"', "write {cure}"),
    Rule(
        "E139",
        'this looks like the option "{name}", but prints as text',
        'write "{line}" directly under the line of ///, indented by four spaces',
    ),
    Rule("E140", "the file does not begin with a line of ---", "{cure}"),
    Rule("E141", 'this is not quite a line of ---: "{line}"', "write three hyphens at the margin, no more"),
    Rule(
        "E142",
        "two versions of a text were put together here, and neither was chosen",
        "keep one of them, and take out the lines of <<<<<<<, ======= and >>>>>>>",
    ),
    Rule("E143", "this {what} has {cells:cells}, and the head has {head}", "{cure}"),
    Rule("E144", "this is not set as a table, and prints as text", "{cure}"),
    Rule("E145", "this block holds no table", "write a row of heads, under it a line |---|---|, and rows"),
    Rule(
        "E147",
        "{name} is written as {text}, which YAML takes for nothing",
        "put {text} in quotation marks if it is a word of yours, or take the line out",
    ),
    Rule(
        "E148",
        "curly quotation marks are part of this value, and it cannot be used with them",
        "take them out, or type straight ones in their place",
    ),
    Rule(
        "E149",
        'the block "{name}" begins within the block "{outer}", which the fence of line {end} closes',
        'move it below line {end}; or end "{outer}" with a line of {fence} above it, and take line {end} out',
    ),
    Rule(
        "E160",
        "what follows # is a comment, so there is no value here",
        "put the value in quotation marks, or write a space after # for a comment",
    ),
    Rule(
        "E161",
        '"{name}" and what follows it stand twice in this item; the first "{name}" is on line {first}',
        "write - before it, below the - of the one above, if another item begins here; or take it out",
    ),
    Rule("E162", "the file {file} is already part {first}", "take one of the two out, or name another file"),
    Rule("E163", '"{text}" is not a name and its value', "write {name}: {value}"),
    Rule(
        "E164",
        '"{name}" is not known here, and has no value',
        "put what stands before its comma and this in quotation marks together, or take it out",
    ),
    Rule(
        "E165",
        "page {page}: a row of this table is higher than the page has room for",
        "make its cells shorter, or part it in several rows",
    ),
    Rule(
        "E166",
        "page {page}: {what} is longer than the page has room for: about {words:words} run off it",
        "cut about {words:words}, or write them as a paragraph of the text",
    ),
    Rule(
        "E169",
        "a character that cannot be seen, {character}, turns the letters after it round",
        "take it out: retype the words around it, or paste them without their format",
    ),
    Rule(
        "E170",
        'this can be read in two ways, which print different words or numbers: "{line}"',
        "write \\ before a sign that is to print, an empty line before and after a list, a quotation or code",
    ),
    Rule("E180", "this cannot be read as {kind}: {problem}", "{cure}"),
    Rule(
        "E181",
        "{file} is of a kind that is not read: tables are .xlsx or .csv",
        "save it as .xlsx, or export it so, from the program that it is made with",
    ),
    Rule("E182", 'there is no sheet "{name}" in {file}', "{guess}"),
    Rule(
        "E183",
        "this column has no head, and {cells:cells} below it",
        "write one: the first row that holds anything is that of the heads; or empty the column",
    ),
    Rule(
        "E184",
        'the first row that holds anything is that of the heads of columns, and it holds only "{text}"',
        "take out what stands above the heads, or write the other heads",
    ),
    Rule(
        "E185",
        'two columns are called "{name}"; the first is at {first}',
        "call one of them otherwise, or take it out",
    ),
    Rule("E186", "this cell holds an error, {error}", "mend its formula, or type the value"),
    Rule(
        "E187",
        "the formula in this cell has no value yet",
        "open the table in the program that it is made with, save it there, and check again",
    ),
    Rule(
        "E188",
        "this quotation mark is never closed, so that all that follows it would be one cell",
        'end the cell with "; or write it doubled, "", within a cell that stands in quotation marks',
    ),
    Rule(
        "E189",
        "this follows the quotation mark that closes the cell: {text}",
        'put the whole cell in quotation marks, and double each that is its own: ""',
    ),
    Rule(
        "E190",
        "this holds the control character {character}",
        "take it out: retype the words around it",
    ),
    Rule("E191", "{number} is shown as a date, and is none", "type the date anew"),
    Rule("E192", "this row has {cells:cells}, and there are {heads:heads}", "{cure}"),
    Rule("E201", 'unknown title "{name}"', "{guess}"),
    Rule("E202", 'there is no layout "{name}"', "{guess}"),
    Rule("E203", 'the id "{name}" is taken by {first}', "give one of them another id"),
    Rule("E204", 'the series has no group "{name}"', "{guess}"),
    Rule("E205", 'unknown {group} "{name}"', "{guess}"),
    Rule("E206", "there is no drawing {file} in icons/", "{guess}"),
    Rule("E207", "this symbol cannot be used: {problem}", "{cure}"),
    Rule("E208", "there is no picture {file} in source/", "{guess}"),
    Rule("E209", 'the palette has no colour "{name}"', "{guess}"),
    Rule("E210", "a {part} needs a Markdown file", "add file: and the name of its Markdown file"),
    Rule("E211", 'the catalogue has no series "{name}"', "{guess}"),
    Rule("E212", '{first} and "{name}" look the same (sRGB {srgb})', "give one another sRGB value"),
    Rule(
        "E213",
        "the page is {width} x {height}, but the layout {layout} needs {grid} at the least",
        "choose a larger trim, or a smaller unit or margins in the layout's layout.yaml",
    ),
    Rule("E214", 'there is no cover pattern "{name}"', "{guess}"),
    Rule("E215", "there can be only one part {part}; the first is at {first}", "take one out"),
    Rule("E216", "the layout {layout} does not set a part {part}", "choose another layout, or take it out"),
    Rule("E217", 'the footnote "{name}" is written twice; the first is at {first}', "take one out"),
    Rule("E218", "there is no figure {file} beside this file", "{guess}"),
    Rule("E219", "this drawing cannot be used: {problem}", "{cure}"),
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
    Rule("E237", "{mark} is not set here, but would print as it is typed", "take it out, or write the words"),
    Rule(
        "E238",
        'two files are called "{name}": this one is written {read}, another {other}, and is not read',
        "take one of them away, or call it otherwise",
    ),
    Rule("E240", "the titles lead back to one another by {field}: {circle}", "take one of them out"),
    Rule("E241", "{field} names the title that it stands in", "take the line out, or name another title"),
    Rule("E242", '"{name}" leads to itself in the index', "take the line out, or name another heading"),
    Rule("E243", 'the palette has no ink "{name}"', "{guess}"),
    Rule("E244", "the picture {file} cannot be read: {problem}", "save it anew, as JPEG, PNG, TIFF or WebP"),
    Rule("E245", "{file} is of a kind that is not set", "save it as JPEG, PNG, TIFF, WebP or plain SVG"),
    Rule("E246", 'the picture {file} {what}, which "{condition}" cannot take', "{cure}"),
    Rule(
        "E247",
        "the picture {file}, {has} pixels {way}, is shown {size} {way}: {ppi} an inch; {least} are needed",
        "take one that is {pixels} pixels {way}, or show it smaller",
    ),
    Rule(
        "E248",
        "the profile {file} cannot be used: {problem}",
        "get it anew from whoever made it, or name another",
    ),
    Rule(
        "E249",
        "the profile in the picture {file} cannot be used: {problem}",
        "save the picture anew with the profile of its own colours, or without one",
    ),
    Rule("E250", 'unknown name "{name}" in a template', "{guess}"),
    Rule("E251", "there is no template {name} in layouts/", "{guess}"),
    Rule("E252", "this cannot be read as CSS: {problem}", "mend this line, or the one above it"),
    Rule("E253", "nothing sets the property {name}", "{guess}"),
    Rule("E254", "this {kind} is never closed", "{cure}"),
    Rule("E255", "the engine has no property {name}", "{guess}"),
    Rule("E256", "the engine has no rule @{name} here", "{guess}"),
    Rule("E257", "this selector cannot be read: {problem}", "{cure}"),
    Rule("E258", "the layout lacks the template {name}", "write layouts/{own}, or layouts/{shared}"),
    Rule("E259", 'there is no macro "{name}" in {file}', "{guess}"),
    Rule(
        "E260",
        'the package {package} calls a drawing "{name}", and that name is taken by {first}',
        "give it another name there, or uninstall the package",
    ),
    Rule("E261", 'the layout has no form "{name}"', "{guess}"),
    Rule("E262", 'the layout has no form "{name}", in which a part "{kind}" is set', "{cure}"),
    Rule("E263", 'a part "{kind}" has no text "{name}" to give a place to', "{guess}"),
    Rule("E264", 'what is used here ({value}) has no "{name}"', "{guess}"),
    Rule("E265", "page {page}: this figure is taller than its page by {over} mm", "{cure}"),
    Rule("E266", 'there is no type of record "{name}"', "{guess}"),
    Rule("E267", '"{name}" is no field of this type of record', "{guess}"),
    Rule("E268", "its records stand here and in a table", "keep one of them: records:, or table:"),
    Rule("E269", 'the table has no column "{name}"', "{guess}"),
    Rule("E271", 'the column "{name}" is the field "{field}", and so is another', "leave one of them out"),
    Rule(
        "E280",
        "no typeface of the project has {what}",
        "write another, or add a typeface that has it to styles/fonts/ and to a style sheet",
    ),
    Rule("E281", 'there is no ink "{name}": neither a role of a colour nor a neutral', "{guess}"),
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
    Rule("W307", "no part names this file, so nothing of it is printed", "name it in publication.yaml"),
    Rule("W308", 'no text calls the footnote "{name}", so it is not printed', "call it, as [^{name}]"),
    Rule("W309", 'the block "{name}" is empty', "write something, or take it out"),
    Rule(
        "W310",
        '"{name}" stands in the index under "{other}" (first at {first})',
        "write both alike; or, where they are two terms, say where this one is sorted: [[!{name}|words]]",
    ),
    Rule("W311", '"{name}" has pages of its own, and leads elsewhere', "put it under see_also"),
    Rule("W312", "{count} marks of an index, but no part index to print them", "add a part index"),
    Rule("W313", 'the part "{title}" is empty', "write something, or take the part out"),
    Rule(
        "W314",
        '"{name}" is sorted as "{key}" here, and as "{first}" where it is first marked',
        "give it one key, at one of its marks",
    ),
    Rule(
        "W315",
        'it is not said what "{name}" is sorted as',
        "write it after the bar, as [[!Straße|strasse]], or take the bar out",
    ),
    Rule(
        "W320",
        'the title "{title}" is printed nowhere',
        "write an entry, or list its series in an index; or take its record out",
    ),
    Rule("W321", "nothing shows this picture", "show it, or take it away"),
    Rule(
        "W322",
        "titles to download: {count}, but there is no address to download them from",
        "add download_base: https://…",
    ),
    Rule(
        "W323",
        "the title has {length} characters; the cover that is drawn for it bears {most} and cuts the rest",
        "give it a shorter cover_title",
    ),
    Rule("W324", "nothing reads this file", "{cure}"),
    Rule("W325", "no record is chosen by this", "look at what it asks for, and at the records"),
    Rule(
        "W326",
        'the column "{name}" is no field, and is not read',
        "{guess}; or name it under leave_out:",
    ),
    Rule("W330", '"{text}" is left over', "write what is to stand here, or take it out"),
    Rule("W331", 'a word stands twice: "{words}"', "take one out"),
    Rule("W332", 'the house does not write "{word}"', 'write "{preferred}"'),
    Rule(
        "W333",
        "the {kind} has {words:words}, and the house allows {most}",
        "cut {over:words}, or change house: {kind}_words in publication.yaml",
    ),
    Rule("W334", '"{word}" is in no dictionary{times}', "{cure}"),
    Rule(
        "W335",
        'no word is looked up in the dictionary "{name}": {problem}',
        "see that it is whole, or name another",
    ),
    Rule(
        "W340",
        "the picture {file}, {has} pixels {way}, is shown {size} {way}: {ppi} an inch; {least} print well",
        "take one that is {pixels} pixels {way}, or show it smaller",
    ),
    Rule(
        "W341",
        'the picture {file} is in CMYK of another press than "{condition}", and printed as it is',
        "save it in RGB with its profile, or convert it to the CMYK of that press",
    ),
    Rule(
        "W342",
        "the picture {file}, {has} pixels {way}, is shown {size} {way}: {ppi} an inch, more than prints",
        "save it smaller: {pixels} pixels {way} are enough",
    ),
    Rule(
        "W343",
        "the picture {file} is cut to fill its place: {share} % of it, {where}, is not shown",
        "write {cure}, or take one of the shape of its place, {shape}",
    ),
    Rule("N350", "this remark is not printed: {text}", "take the marks <!-- and --> off, if it is to print"),
    Rule("W350", "this is not quite a mark, and prints as it is typed: {mark}", "{cure}"),
    Rule("N351", "this is hidden, and is read all the same: {what}", "take out what is not to print"),
    Rule("W351", "no heading of this level is set here: {mark}", "{cure}"),
    Rule("W352", "this heading skips a level: {mark} stands under {above}", "write {wanted}"),
    Rule("W353", 'these letters were read in a wrong encoding: "{text}"', 'write "{meant}"'),
    Rule(
        "W354",
        "this acceptance does not say what it accepts",
        "write the code of a warning, as accept W331: the reason",
    ),
    Rule("W355", "this makes a heading unawares: {mark}", "{cure}"),
    Rule("W356", "this makes a list unawares: {mark}", "{cure}"),
    Rule(
        "W357",
        "this item is numbered {typed}, and prints as {number}",
        "number it {number}, or put a line of words between two lists",
    ),
    Rule("W358", "this indent changes nothing: {mark}", "{cure}"),
    Rule("W359", "this is not printed: {mark}", "{cure}"),
    Rule("W360", "{name} is accepted without a reason", "write one: accept {name}: the reason"),
    Rule("W361", "{name} cannot be accepted", "name the code of a warning or a notice, as accept W331: why"),
    Rule("W362", "there is no {name} here to accept", "take the acceptance out"),
    Rule(
        "W363",
        "what follows # is a comment and is not printed: {text}",
        "put the whole value in quotation marks, or write a space after # for a comment",
    ),
    Rule(
        "W364",
        "these curly quotation marks are part of the value and print with it: {text}",
        "take them out; or put straight ones around the value, if they are to print",
    ),
    Rule("W365", "{folder} has Markdown but no publication.yaml, so nothing of it is printed", "{cure}"),
    Rule("W366", '"{name}" stands twice in {list}', "take one out"),
    Rule("W367", "{name} has no value", "write one, or take the line out"),
    Rule(
        "W368",
        "the cells {area} are merged: what they show is that of {first} alone, and the others are empty",
        "part them, and write in each what it is to say",
    ),
    Rule(
        "W369",
        "{number} has more than 15 digits, of which programs of tables make noughts",
        "make the cell text, and type the number again",
    ),
    Rule(
        "W370",
        '{count} sheets of {file} hold something, {names}; that of "{first}" is read',
        'name the one that is meant, as sheet: "{first}"',
    ),
    Rule(
        "W371",
        "it cannot be told whether {one} or {other} parts the cells; {one} is taken",
        "put cells that hold {other} in quotation marks",
    ),
    Rule(
        "W372",
        '"{text}" is taken for the head of a column, as all of the first row that holds anything',
        "write a row of heads above it, if it is none",
    ),
    Rule("W373", "below these heads there is no row", "write one, or take the table out"),
    Rule(
        "W375",
        "the link prints {words} and leads to {address}",
        "write one address in both places, or words that are none",
    ),
    Rule(
        "W378",
        "no line closes this code: all that follows it here prints as code",
        "write {fence} on a line of its own where the code ends; or \\ before the first sign here",
    ),
    Rule(
        "W379",
        'this line stands in code, and opens no block there: "{line}"',
        "close the code above it with a line of {fence}",
    ),
    Rule(
        "W381",
        "the schemas for editors cannot be kept as the sources are: {problem}",
        "let the folder be written to, or take it away",
    ),
    Rule(
        "W382",
        "{ink} on {ground} has a contrast of {ratio}:1, and {needed}:1 is needed ({text})",
        "the nearest ink that would do is {other}; or make {name} {way}, about {shade}",
    ),
    Rule(
        "E401",
        "{what}, page {page}: about {words:words} too long ({over} mm)",
        "cut about {words:words}",
    ),
    Rule(
        "E402",
        "the page numbers do not settle: each change of one moves another",
        "put the index after the sections",
    ),
    Rule(
        "N402",
        "page {page}, the last of this text, holds only {lines:lines} (about {words:words})",
        "cut as much, or leave it",
    ),
    Rule(
        "E403",
        "page {page} is {lines:lines} over: {pages} pages are asked for, and {total} came of it",
        "cut about {words:words}, or ask for {more} pages",
    ),
    Rule(
        "E404",
        "the pages end short: {pages} are asked for, and {total} came of it",
        "write {words}, {otherwise}",
    ),
    Rule(
        "E405",
        "{pages} pages are asked for, and {total} came of it{why}",
        "{cure}, or ask for {more} pages",
    ),
    Rule(
        "N501",
        "a page without text was added before page {folio}, so that {part} opens on its side",
        "",
    ),
    Rule(
        "W501",
        "{pages} pages cannot be bound: {binding} wants a multiple of {multiple}",
        "add a part notes, which fills up the last sheet",
    ),
    Rule("N502", "pages of notes that were set: {count}, which makes {pages} pages", ""),
    Rule("N503", "there is no part cover, so no cover is made", "add a part cover if there is to be one"),
    Rule("N504", "page {page} of {part} holds no text and is drawn only", ""),
    Rule("E505", 'there is not even a draft of "{name}": {why}', "mend that first"),
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
    Rule("E606", "the cluster cannot be used: {problem}", "{cure}"),
    Rule(
        "E607",
        "workers of the cluster would set other bytes than this machine: {problem}",
        "install the same versions there, and begin those workers anew",
    ),
    Rule(
        "E608",
        "nothing can be given to a cluster: the library distributed is not installed",
        "type: pip install 'pressmark[cluster]'; or build without --on",
    ),
    Rule(
        "E701",
        "{what} is not on the pages as it was written: {loss}",
        "the layout has lost it; give the block more room, or mend the layout",
    ),
    Rule("E702", "{what} is not on any page", "{cure}"),
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
        "part it by a space or a hyphen, where it may go on on the next line, or shorten it",
    ),
    Rule(
        "E712",
        "the footnote that is called on page {page} stands on page {other}",
        "shorten it, move its mark up the page, or put a break before its block",
    ),
    Rule(
        "E713",
        'the first page of "{name}" is on no page as its cover',
        "the layout keeps no place for it, or the engine calls pictures otherwise",
    ),
    Rule(
        "E714",
        'in {what} the item "{item}" {loss}',
        "let the layout's style sheets number the items of lists as the text does",
    ),
    Rule(
        "E715",
        '{what} has the code "{written}", which is printed "{found}"',
        "print code to the letter, without typography",
    ),
    Rule(
        "E721",
        "page {page}: a picture{what} says nothing to those who cannot see it",
        'give it an alternative text, or alt="" if it is decoration',
    ),
    Rule(
        "W721",
        "page {page}: a table{what} has no heads of columns",
        "write a first row of heads, with a line of --- under it",
    ),
    Rule("E722", "page {page}: a link{what} does not say where it leads", "give it words, or a title"),
    Rule("E723", "page {page}: a footnote{what} and its mark do not find one another", "mend the layout"),
    Rule("E724", '"{name}" is not the tag of a language', "write it as {{lang=fr}} or {{lang=en-US}}"),
    Rule(
        "E731",
        "page {page}: {what} is printed as {found}, and what it leads to is on {wanted}",
        "the layout prints another number than that of the place",
    ),
    Rule("E732", "{what} is not printed", "{cure}"),
    Rule("E733", "page {page}: a page number is printed of {place}, which is on no page", "{cure}"),
    Rule(
        "E734",
        "page {page} bears no {what}",
        "print it in the layout, or take {name} out of furniture: in layout.yaml",
    ),
    Rule(
        "E735",
        'page {page}: the {what} reads "{found}", and should read "{wanted}"',
        "the layout prints another's, or has lost some of it",
    ),
    Rule("E801", "the file cannot be written: {problem}", "check the folder output/"),
    Rule("E802", "a file cannot be read: {problem}", "see that it is whole and may be read, or save it anew"),
    Rule("E803", "{what} cannot be written: there is no room left in {where}", "{cure}"),
    Rule("E804", "{what} cannot be written: {problem}", "{cure}"),
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
        "N912",
        "{file}: ink coverage and painted bleed were not looked at: {why}",
        "build it again, or run ./pressmark preflight, where Ghostscript is installed",
    ),
    Rule("N913", "older files were left as they were ({files}): {why}", "{cure}"),
    Rule(
        "N914",
        "what takes long to make cannot be stored in {folder}: {problem}",
        "nothing is lost, but it is made anew each time: see to the folder, or name another with --store",
    ),
    Rule("E921", "the job sheet came to {pages} pages, and it is one", "make its texts or its type smaller"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _TABLE}
