// Completion: what the server knows of titles, symbols, colours and fields.
import { completeWith } from "./source.js";
import { sendUnsaved } from "./unsaved.js";
import { getCompletions } from "./server.js";

// Where a list is offered unasked: in a link, behind the bar of a block, in a field of a head.
const INVITES = /\[\[[^\]]*$|^\/\/\/ [\w-]*(\s*\|\s*[\w-]*)?$|^\s*[\w-]+:\s*[\w-]*$/;

async function completions(context, path) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (!context.explicit && !INVITES.test(before)) return null;
  await sendUnsaved();  // the server completes in the text that it holds
  const { status, body } = await getCompletions(path, line.number, before.length + 1);
  if (status !== 200 || !body.options.length || context.aborted) return null;
  return { from: line.from + body.from - 1, options: body.options, validFor: /^[\w-]*$/ };
}

completeWith(completions);
