// Elements, made and found. Data comes in as text only: nothing here reads HTML.

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => document.getElementById(id);

/** An element with its attributes and children; a key "onclick" is a listener, false leaves out. */
export const make = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children);

/** The same of SVG. */
export const draw = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== "" && child != null));
  return element;
}

/** A finding's number: a square for an error, a round for the others, never a colour alone. */
export const chip = (severity, number) => make("span", { class: `chip ${severity}` }, String(number));

/** Words for the ear alone. */
export const heard = (text) => make("span", { class: "heard" }, text);

/** "1 page", "3 pages" @param {number} count @param {string} word */
export const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Calls at most once in `wait` ms, with the newest arguments, the first at once. */
export function paced(wait, act) {
  let timer = 0, last = 0, newest = [];
  return (...given) => {
    newest = given;
    if (timer) return;
    timer = setTimeout(() => {
      timer = 0;
      last = performance.now();
      act(...newest);
    }, Math.max(0, last + wait - performance.now()));
  };
}
