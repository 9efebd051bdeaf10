/** Unchanged lines around a change. */
const contextLines = 3;
/** Lines that may differ before all between the first and the last of them is said to: nobody reads more. */
const mostEdits = 400;

type Edit = ' ' | '-' | '+';
interface Line {
  readonly edit: Edit;
  readonly text: string;
}

/**
 * How one text becomes another, as `diff -u` says it below the names of the two; empty if they are the same. Each line of
 * them ends with a line end.
 * @see https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function unifiedDiff(before: string, after: string): string {
  const lines = slidDown(editsBetween(linesOf(before), linesOf(after)));
  return hunksOf(lines)
    .map(({begin, end}) => hunkText(lines, begin, end))
    .join('');
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/u, '').split('\n'));

/** The shortest way from one to the other. */
function editsBetween(before: readonly string[], after: readonly string[]): Line[] {
  let front = 0;
  while (front < before.length && front < after.length && before[front] === after[front]) front += 1;
  let back = 0;
  const most = Math.min(before.length, after.length) - front;
  while (back < most && before[before.length - 1 - back] === after[after.length - 1 - back]) back += 1;
  const same = (texts: readonly string[]): Line[] => texts.map((text) => ({edit: ' ', text}));
  return [
    ...same(before.slice(0, front)),
    ...shortestEdits(before.slice(front, before.length - back), after.slice(front, after.length - back)),
    ...same(before.slice(before.length - back)),
  ];
}

/** @see Myers, An O(ND) Difference Algorithm and Its Variations, 1986 */
function shortestEdits(before: readonly string[], after: readonly string[]): Line[] {
  const reached: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, mostEdits); edits += 1) {
    reached.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const from = cameDown(furthest, diagonal, edits) ? diagonal + 1 : diagonal - 1;
      let x = (furthest.get(from) ?? 0) + (from < diagonal ? 1 : 0);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(reached, before, after);
    }
    furthest = next;
  }
  return [...before.map((text): Line => ({edit: '-', text})), ...after.map((text): Line => ({edit: '+', text}))];
}

/** Whether a diagonal is best reached by a line that is added. */
function cameDown(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

function wayBack(
  reached: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = reached.length - 1; edits >= 0; edits -= 1) {
    const furthest = reached[edits] ?? new Map<number, number>();
    const isDown = cameDown(furthest, x - y, edits);
    const from = isDown ? x - y + 1 : x - y - 1;
    const fromX = edits === 0 ? 0 : (furthest.get(from) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      lines.push({edit: ' ', text: before[x] ?? ''});
    }
    if (edits === 0) break;
    if (isDown) lines.push({edit: '+', text: after[fromY] ?? ''});
    else lines.push({edit: '-', text: before[fromX] ?? ''});
    x = fromX;
    y = fromY;
  }
  return lines.reverse();
}

/** Of what is only added, or only taken away, and could stand further below as well, `diff` says it there. */
function slidDown(lines: readonly Line[]): Line[] {
  const slid = [...lines];
  for (let at = 0; at < slid.length; at += 1) {
    const edit = slid[at]?.edit ?? ' ';
    if (edit === ' ') continue;
    let end = at;
    while (slid[end]?.edit === edit) end += 1;
    const isAlone = slid[end]?.edit === ' ' && (slid[at - 1]?.edit ?? ' ') === ' ';
    if (!isAlone) {
      at = end - 1;
      continue;
    }
    let begin = at;
    while (slid[end]?.edit === ' ' && slid[end]?.text === slid[begin]?.text) {
      slid[begin] = {edit: ' ', text: slid[begin]?.text ?? ''};
      slid[end] = {edit, text: slid[end]?.text ?? ''};
      begin += 1;
      end += 1;
    }
    at = end - 1;
  }
  return slid;
}

/** Changes with what is around them; those whose surroundings meet are one. */
function hunksOf(lines: readonly Line[]): {begin: number; end: number}[] {
  const hunks: {begin: number; end: number}[] = [];
  for (const [at, {edit}] of lines.entries()) {
    if (edit === ' ') continue;
    const begin = Math.max(0, at - contextLines);
    const end = Math.min(lines.length, at + 1 + contextLines);
    const last = hunks.at(-1);
    if (last !== undefined && begin <= last.end) last.end = end;
    else hunks.push({begin, end});
  }
  return hunks;
}

function hunkText(lines: readonly Line[], begin: number, end: number): string {
  const range = (other: Edit): string => {
    const first = lines.slice(0, begin).filter(({edit}) => edit !== other).length + 1;
    const count = lines.slice(begin, end).filter(({edit}) => edit !== other).length;
    // of none, the line before is named
    return count === 1 ? String(first) : `${count === 0 ? first - 1 : first},${count}`;
  };
  const shown = lines.slice(begin, end);
  return `@@ -${range('+')} +${range('-')} @@\n${inOrder(shown)
    .map(({edit, text}) => `${edit}${text}\n`)
    .join('')}`;
}

/** What is taken away stands before what is added in its place. */
function inOrder(lines: readonly Line[]): Line[] {
  const ordered: Line[] = [];
  let added: Line[] = [];
  for (const line of lines) {
    if (line.edit === '+') added.push(line);
    else {
      if (line.edit === ' ') {
        ordered.push(...added);
        added = [];
      }
      ordered.push(line);
    }
  }
  return [...ordered, ...added];
}
