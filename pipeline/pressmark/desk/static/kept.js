// What was typed and not saved, kept in the browser by file: a closed tab loses nothing.

const KEY = "desk:kept:";

/** @typedef {{text: string, base: string, digest: string, at: string}} Kept
 *  `base` and `digest` are the disk's text from which this one began. */

/** @returns {Kept | null} */
export function kept(path) {
  try {
    return JSON.parse(localStorage.getItem(KEY + path));
  } catch {
    return null;
  }
}

/** @param {string} path @param {Kept} what */
export function keep(path, what) {
  try {
    localStorage.setItem(KEY + path, JSON.stringify(what));
    return true;
  } catch {
    return false;  // full, or shut off: the server still has it
  }
}

export function letGo(path) {
  try {
    localStorage.removeItem(KEY + path);
  } catch { /* what cannot be written was not kept */ }
}

/** "14:05" of now, as the foot and the banner say it. */
export const clock = () => new Date().toTimeString().slice(0, 5);
