// Accepting a finding: the reason is asked for in its row, and a comment goes into its source.
import { make } from "./dom.js";
import { say } from "./foot.js";
import { postAccept } from "./server.js";
import { openFile, putText } from "./source.js";
import { desk } from "./state.js";

const MOST = 300;  // letters of a reason that the server takes
let asked = null;  // {key, reason}: of which finding it is asked, and what is typed of it

/** What stands in the row of a finding that may be accepted: a button, then a line for the reason.
 *  `again` writes the rows anew. */
export function acceptOf(finding, key, again) {
  if (!finding.accept) return "";
  if (asked?.key !== key) {
    const ask = (event) => {
      event.stopPropagation();
      asked = { key, reason: "" };
      again();
      document.querySelector(".reason")?.focus();
    };
    return make("button", { type: "button", class: "box", onclick: ask }, "Accept…");
  }
  const leave = () => { asked = null; again(); };
  const field = make("input", {
    type: "text", class: "reason", maxlength: MOST, value: asked.reason, "aria-label": "Why it is right as it is", placeholder: "Why it is right as it is",
    oninput: () => { asked.reason = field.value; },
    onkeydown: (event) => {
      event.stopPropagation();
      if (event.key === "Enter") accept(finding, field.value, leave);
      if (event.key === "Escape") leave();
    },
  });
  const done = make("button", { type: "button", class: "box", onclick: () => accept(finding, field.value, leave) }, "Accept");
  return make("div", { class: "accept", onclick: (event) => event.stopPropagation() }, field, done);
}

async function accept({ code, file: path, line, accept: how }, reason, leave) {
  const file = await openFile(how.path);
  if (!file) return;
  const { publication } = desk();
  const { status, body } = await postAccept({ publication, code, file: path, line, reason });
  if (status !== 200) return say("Not accepted", `: ${body?.message ?? "the desk does not answer"}`);
  putText(file, body.text);
  leave();
  say(`${code} accepted`, " · not saved yet; Ctrl Z takes it back");
}
