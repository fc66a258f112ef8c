// Copyfit of the spread in view, in words, always below the side.
import { byId, make } from "./dom.js";
import { bar } from "./rail.js";
import { desk, pagesNamed, spreadOf, whenState } from "./state.js";
import { shown, whenShown } from "./view.js";

function write() {
  const { pages, fit, title } = spreadOf(shown().n);
  const named = sentence(pagesNamed(pages));
  const late = desk().behind && pages.some((n) => desk().pages[n].behind);
  const head = late ? ["Copyfit is behind, too"]
    : fit ? [make("span", { class: fit.state === "over" ? "too-long" : "" }, fit.words), bar(fit)] : [title || named];
  const rest = late ? (fit ? `${named} had ${fit.words} at ${desk().behind.since}` : named)
    : fit ? [named, ...fit.below.map(({ what, said }) => `${what}: ${said}`), ...fit.used].join(" · ") : `${named} · nothing to fit here`;
  byId("copyfit").replaceChildren(make("div", {}, ...head), make("p", {}, rest));
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

whenState(write);
whenShown((now, before) => { if (now.n !== before.n) write(); });
