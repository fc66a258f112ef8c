// Two texts that began from one, put together line by line. Pure.

/** Pairs of places of what two lists have alike, in order. */
function alike(a, b) {
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const pairs = Array.from({ length: head }, (_, i) => [i, i]);
  const rows = a.length - head - tail, columns = b.length - head - tail;
  const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      longest[i][j] = a[head + i] === b[head + j]
        ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  for (let k = tail; k > 0; k -= 1) pairs.push([a.length - k, b.length - k]);
  return pairs;
}

/** What became of `base`: a list of parts, each `{both: lines}` or, where both changed the same
 *  lines differently, `{mine: lines, theirs: lines}`. @returns {Array} */
export function merge(base, mine, theirs) {
  const [o, a, b] = [base, mine, theirs].map((text) => text.split("\n"));
  const inA = new Map(alike(o, a)), inB = new Map(alike(o, b));
  const parts = [];
  let at = [0, 0, 0];
  for (let i = 0; i <= o.length; i += 1) {
    const fixed = i === o.length ? [a.length, b.length] : [inA.get(i), inB.get(i)];
    if (fixed[0] === undefined || fixed[1] === undefined) continue;
    put(parts, o.slice(at[0], i), a.slice(at[1], fixed[0]), b.slice(at[2], fixed[1]));
    if (i < o.length) put(parts, [o[i]], [o[i]], [o[i]]);
    at = [i + 1, fixed[0] + 1, fixed[1] + 1];
  }
  return parts;
}

function put(parts, was, mine, theirs) {
  const same = (x, y) => x.length === y.length && x.every((line, i) => line === y[i]);
  const both = same(mine, theirs) || same(theirs, was) ? mine : same(mine, was) ? theirs : null;
  if (both === null) parts.push({ mine, theirs });
  else if (both.length && parts.at(-1)?.both) parts.at(-1).both.push(...both);
  else if (both.length) parts.push({ both: [...both] });
}

/** How many places of a text are others than in its base. */
export function changedPlaces(base, text) {
  const [o, a] = [base, text].map((one) => one.split("\n"));
  let places = 0, last = [-1, -1];
  for (const pair of [...alike(o, a), [o.length, a.length]]) {
    if (pair[0] - last[0] > 1 || pair[1] - last[1] > 1) places += 1;
    last = pair;
  }
  return places;
}

/** The words of `text` with those marked that `other` has not. @returns {{text: string, own: boolean}[]} */
export function ownWords(text, other) {
  const [a, b] = [text, other].map((one) => one.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []);
  const shared = new Set(alike(a, b).map(([i]) => i));
  return a.reduce((pieces, word, i) => {
    const own = !shared.has(i);
    if (pieces.at(-1)?.own === own) pieces.at(-1).text += word;
    else pieces.push({ text: word, own });
    return pieces;
  }, []);
}
