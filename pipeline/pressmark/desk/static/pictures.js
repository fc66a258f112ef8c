// Pictures of pages: fetched at the screen's own resolution, exchanged when decoded, never blanked.
import { make } from "./dom.js";
import { desk } from "./state.js";
import { shown } from "./view.js";

const LEAST = 18, MOST = 440;  // dpi that the server draws

/** The address of a page's picture; "" where there is none yet. */
export function pictureAddress(n, dpi, { press = false, plate = "", bleed = false } = {}) {
  const page = desk().pages[n];
  if (!page.picture) return "";
  const query = new URLSearchParams({ picture: page.picture, dpi: clampedDpi(dpi) });
  if (press) {
    query.set("view", "press");
    // Press files are made later than the page: their note says which they are.
    query.set("made", desk().press.digest ?? desk().press.note);
    if (bleed) query.set("bleed", "1");
    if (plate) query.set("plate", plate);
  }
  return `/picture/${desk().publication}/${n}?${query}`;
}

const clampedDpi = (dpi) => Math.round(Math.min(MOST, Math.max(LEAST, dpi)));

/** The picture of a page as this window shows it, `dpi` of the device. */
export const shownPicture = (n, dpi) => pictureAddress(n, dpi, shown());

/** Puts the picture of an address into a frame. The one that stands there stays until the new one
 *  is decoded; one that cannot be had changes nothing. */
export async function exchange(frame, address, place = () => {}) {
  if (!address || frame.dataset.address === address) return;
  frame.dataset.address = address;
  const image = make("img", { alt: "", draggable: "false" });
  image.src = address;
  try {
    await image.decode();
  } catch {
    if (frame.dataset.address === address) delete frame.dataset.address;
    return;
  }
  if (frame.dataset.address !== address) return;  // a newer one was asked for meanwhile
  place(image);
  frame.replaceChildren(image);
}
