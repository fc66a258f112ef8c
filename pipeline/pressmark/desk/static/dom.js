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

const written = new WeakMap();
/** Has an element been written of these values already? What is the same is not written anew. */
export function same(element, values) {
  const key = JSON.stringify(values);
  if (written.get(element) === key) return true;
  written.set(element, key);
  return false;
}

/** Calls at most once in `wait` ms, with the newest arguments; the first as soon as the browser has time,
 *  or `atOnce`, before it draws. */
export function paced(wait, act, { atOnce = false } = {}) {
  let timer = 0, last = -wait, newest = [];
  const now = () => {
    timer = 0;
    last = performance.now();
    act(...newest);
  };
  return (...given) => {
    newest = given;
    if (timer) return;
    const rest = last + wait - performance.now();
    if (atOnce && rest <= 0) now();
    else timer = setTimeout(now, Math.max(0, rest));
  };
}
