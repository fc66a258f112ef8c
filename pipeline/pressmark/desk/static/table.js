// The table: the spreads one below the other, as they lie; zoom, scrolling, and which is in view.
import { byId, heard, make, paced, same } from "./dom.js";
import { exchange, shownPicture } from "./pictures.js";
import { desk, pagesNamed, spreadOf, whenState } from "./state.js";
import { layText, whenTextLaid } from "./texts.js";
import { show, shown, whenShown } from "./view.js";

const table = byId("table");
const GAP = 44;           // px between spreads, with the label in it
const READING = 112;      // dpi at which a page's text is read
const INCH = 25.4;
let dpi = 40;             // of the device, whole: so a picture's dot is a dot of the screen
let leaves = [];          // by page: {element, picture, words, signs, numbers}
let spreads = [];         // {element, pages}
let quiet = 0;            // until when scrolling is our own
const laid = new Set();   // who wants to know that pages lie anew

/** @param {() => void} watcher called when leaves are made anew, or of another size */
export const whenLaid = (watcher) => laid.add(watcher);
export const leafOf = (n) => leaves[n];
/** CSS px of a millimetre on the table. */
export const scale = () => dpi / INCH / devicePixelRatio;

/** Bleed that is shown, in mm. */
const bleedShown = () => (shown().press && shown().bleed ? desk().bleed : 0);

function wantedDpi() {
  const { zoom } = shown();
  const { width, height } = desk().trim;
  const ratio = devicePixelRatio, bleed = bleedShown();
  const side = innerWidth >= 1920 ? 56 : 36;
  const wide = (pages) => (table.clientWidth - side) / (pages * width + 2 * bleed) * INCH;
  const high = (table.clientHeight - 20) / (height + 2 * bleed) * INCH;
  if (zoom === "spread") return Math.min(wide(2), (table.clientHeight - 20 - GAP / 2) / (height + 2 * bleed) * INCH) * ratio;
  if (zoom === "page") return Math.min(wide(1), high) * ratio;
  if (zoom === "text") return Math.max(READING, Math.min(144, wide(1))) * ratio;
  return zoom * ratio;
}

/** Makes the leaves of all spreads, where they are others than those that lie there. */
function layOut() {
  const { spreads: wanted } = desk();
  const shape = JSON.stringify([desk().publication, desk().trim, wanted.map((spread) => spread.pages)]);
  if (table.dataset.shape === shape) return;
  table.dataset.shape = shape;
  leaves = [];
  spreads = wanted.map((spread) => {
    const pair = make("div", { class: "leaves" });
    for (const n of spread.pages) pair.append(leaf(n));
    const label = make("header", { class: "spread-label" });
    return { pages: spread.pages, label, pair, element: make("section", { class: "spread" }, label, pair) };
  });
  table.replaceChildren(make("div", { id: "sheets" }, ...spreads.map(({ element }) => element)));
}

function leaf(n) {
  const picture = make("div", { class: "picture", "aria-hidden": "true" });
  const element = make("div", { class: "leaf", "data-n": n }, picture);
  leaves[n] = { n, element, picture };
  return element;
}

/** Gives each leaf its size, and keeps what was in the middle of the window there. */
function size() {
  const { width, height } = desk().trim;
  const middle = anchor();
  dpi = Math.max(18, Math.min(440, Math.floor(wantedDpi())));
  const across = Math.round(width / INCH * dpi) / devicePixelRatio;
  const down = Math.round(height / INCH * dpi) / devicePixelRatio;
  const bleed = bleedShown() * scale();
  // At the stop Page a page is alone in the window: the other of its spread lies a window further.
  const apart = shown().zoom === "page" ? Math.max(0, table.clientWidth - across) : 0;
  table.classList.toggle("apart", apart > 0);
  for (const { element } of leaves) {
    element.style.width = `${across}px`;
    element.style.height = `${down}px`;
  }
  for (const { pair, label, pages } of spreads) {
    pair.style.margin = apart ? `${bleed}px ${apart / 2}px` : `${bleed}px`;
    pair.style.columnGap = `${apart}px`;
    label.style.width = `${across * pages.length + apart * (pages.length - 1)}px`;
    label.style.marginLeft = `${apart ? apart / 2 : bleed}px`;
  }
  byId("percent").textContent = `${Math.round(dpi / devicePixelRatio / 96 * 100)} %`;
  middle?.();
  for (const watcher of laid) watcher();
  fetchNear();
}

/** Remembers which point of which leaf is in the middle; the answer brings it back there. */
function anchor() {
  const box = table.getBoundingClientRect();
  const held = leaves[shown().n];
  if (!held?.element.offsetWidth) return null;
  const was = held.element.getBoundingClientRect();
  const x = (box.left + box.width / 2 - was.left) / was.width;
  const y = (box.top + box.height / 2 - was.top) / was.height;
  return () => {
    const now = held.element.getBoundingClientRect();
    scrollBy(now.left + x * now.width - box.left - box.width / 2, now.top + y * now.height - box.top - box.height / 2);
  };
}

function scrollBy(x, y) {
  quiet = performance.now() + 150;
  table.scrollBy({ left: x, top: y, behavior: "instant" });
}

/** Takes page `n` into view: its spread at the head, or at the larger stops itself. */
export function goTo(n) {
  const held = leaves[n];
  if (!held) return;
  const box = table.getBoundingClientRect();
  const page = held.element.getBoundingClientRect();
  const pair = held.element.parentElement.getBoundingClientRect();
  const aim = pair.width + 2 <= box.width ? pair : page;
  const room = box.height - aim.height - GAP;
  const across = aim.width <= box.width ? aim.left + aim.width / 2 - box.left - table.clientWidth / 2 : aim.left - box.left;
  const above = shown().zoom === "spread" && room > 0 ? room / 2 + 10 : 10;
  scrollBy(across, aim.top - box.top - Math.min(above, box.height / 2));
  fetchNear();
}

/** Takes a box of a page (mm) into view, where it is not already. */
export function reveal(n, area) {
  const held = leaves[n];
  if (!held) return;
  const box = table.getBoundingClientRect();
  const page = held.element.getBoundingClientRect();
  const px = scale();
  const left = page.left + area.x * px, top = page.top + area.y * px;
  const right = left + area.width * px, foot = top + area.height * px;
  const seen = left >= box.left && right <= box.right && top >= box.top && foot <= box.bottom;
  if (!seen) {
    const x = left >= box.left && right <= box.right ? 0 : left - box.left - 57;
    const y = top >= box.top && foot <= box.bottom ? 0 : top - box.top - 76;
    scrollBy(x, y);
  }
  show({ n }, "replace");
  fetchNear();
}

const near = (element, screens) => {
  const box = table.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  return own.bottom > box.top - screens * box.height && own.top < box.bottom + screens * box.height
    && own.right > box.left - screens * box.width && own.left < box.right + screens * box.width;
};

/** Fetches the pictures of what is in view, then of what is near; those far away are let go. */
async function fetchNow() {
  const seen = leaves.filter(({ element }) => near(element, 0));
  const beside = leaves.filter((held) => !seen.includes(held) && near(held.element, 0.7));
  const far = leaves.filter(({ element }) => !near(element, 4));
  const bleed = bleedShown();
  const fetch = (held) => exchange(held.picture, shownPicture(held.n, dpi), (image) => placeBleed(image, held, bleed));
  const seeing = seen.map(fetch);
  for (const { picture } of far) {
    if (picture.dataset.address) { picture.replaceChildren(); delete picture.dataset.address; }
  }
  await Promise.all(seeing);
  beside.forEach(fetch);
  for (const held of [...seen, ...beside, ...leaves]) layText(held);
}
const fetchNear = paced(30, fetchNow);

/** A picture with bleed stands over the edges of its leaf, but never over the fold. */
function placeBleed(image, { n }, bleed) {
  if (!bleed) return;
  const { width, height } = desk().trim;
  const { pages } = spreadOf(n);
  image.style.left = `${-bleed / width * 100}%`;
  image.style.top = `${-bleed / height * 100}%`;
  image.style.width = `${(1 + 2 * bleed / width) * 100}%`;
  image.style.height = `${(1 + 2 * bleed / height) * 100}%`;
  const cut = `${bleed / (width + 2 * bleed) * 100}%`;
  const fold = pages.length < 2 ? "" : n === pages[0] ? `inset(0 ${cut} 0 0)` : `inset(0 0 0 ${cut})`;
  image.style.clipPath = fold;
}

/** Labels, and the words of what is behind; the picture of a draft bears its stamp. */
function write() {
  spreads.forEach(({ element, label, pair, pages }, index) => {
    const spread = desk().spreads[index];
    const { behind, draft } = desk();
    const late = pages.filter((n) => desk().pages[n].behind);
    if (same(element, [pages.map((n) => desk().pages[n].label), spread.title, late.length, late.length && behind, draft])) return;
    const last = pages.length > 1 ? make("span", { "aria-hidden": "true" }, desk().pages[pages[1]].label.replace(/^cover-/, "")) : "";
    label.replaceChildren(
      make("span", { "aria-hidden": "true" }, desk().pages[pages[0]].label.replace(/^cover-/, "")),
      make("h2", {}, heard(`${pagesNamed(pages)} `), spread.title), last);
    element.classList.toggle("behind", late.length > 0);
    element.querySelector(".late-bar")?.remove();
    if (late.length && behind) {
      const all = desk().pages.filter((page) => page.behind).map((page) => page.n);
      const words = make("span", {}, make("b", {}, "Behind"), `${pagesNamed(all)} as they were at ${desk().behind.since}`);
      element.prepend(make("div", { class: "late-bar" }, words));
    }
    for (const n of pages) leaves[n].element.classList.toggle("behind", desk().pages[n].behind);
  });
}

whenTextLaid(fetchNear);  // one after the other, till every page has its text

whenState((now, before) => {
  layOut();
  const middle = before && before.publication === now.publication ? anchor() : null;
  write();
  if (!middle) size();
  else { middle(); fetchNow(); }
});

whenShown((now, before) => {
  const sized = now.zoom !== before.zoom || now.bleed !== before.bleed || now.press !== before.press;
  if (sized) size();
  if (sized && now.zoom !== before.zoom && typeof now.zoom === "string") goTo(now.n);
  else if (now.plate !== before.plate) fetchNear();
});

const scrolled = paced(60, () => {
  fetchNear();
  for (const watcher of laid) watcher("scrolled");
  if (performance.now() < quiet) return;
  const box = table.getBoundingClientRect();
  const middle = box.top + box.height / 2;
  const distance = ({ element }) => {
    const own = element.getBoundingClientRect();
    return Math.max(own.top - middle, middle - own.bottom, 0) * 1000 + Math.abs((own.left + own.right - box.left - box.right) / 2);
  };
  const held = leaves.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const here = spreadOf(held.n).pages;
  const whole = held.element.parentElement.offsetWidth <= table.clientWidth;
  if (whole ? !here.includes(shown().n) : held.n !== shown().n) show({ n: held.n });
});
table.addEventListener("scroll", scrolled, { passive: true });
new ResizeObserver(paced(50, () => { if (desk()) { size(); if (typeof shown().zoom === "string") goTo(shown().n); } })).observe(table);

/** One step larger or smaller, from the size that stands there. */
export function step(by) {
  const now = dpi / devicePixelRatio;
  show({ zoom: Math.max(18, Math.min(440 / devicePixelRatio, now * (by > 0 ? 1.2 : 1 / 1.2))) });
}

/** The page where the editor is after a step of `by` spreads (at the stop Page: of pages). */
export function paged(by) {
  const pages = shown().zoom === "page" ? leaves.map(({ n }) => [n]) : spreads.map((spread) => spread.pages);
  const index = pages.findIndex((group) => group.includes(shown().n));
  return pages[Math.max(0, Math.min(pages.length - 1, index + by))][0];
}
