import {z} from 'zod';
import {NotValid} from '../not-valid.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '../json.ts';
import {isSame} from './merge-patch.ts';
import {words} from '#src/words/words.ts';

const pointerSchema = z.string().regex(/^(?:\/|$)/, 'begins with a slash');
const valueSchema = z.json();

/** @see https://www.rfc-editor.org/rfc/rfc6902 */
export const jsonPatchSchema = z
  .array(
    z.discriminatedUnion('op', [
      z.object({op: z.literal(['add', 'replace', 'test']), path: pointerSchema, value: valueSchema}),
      z.object({op: z.literal('remove'), path: pointerSchema}),
      z.object({op: z.literal(['move', 'copy']), path: pointerSchema, from: pointerSchema}),
    ]),
  )
  .min(1)
  .max(100);
type JsonPatch = z.infer<typeof jsonPatchSchema>;
type Step = JsonPatch[number];

/** What all `copy` operations of a patch may copy together, in characters of JSON: each could double the object. */
const copyLimit = 256 * 1024;

/**
 * The object that a JSON patch makes, one operation after the other.
 * @throws NotValid for an operation that does not fit the object, with its path
 */
export function applyJsonPatch(object: JsonObject, patch: JsonPatch): JsonObject {
  let copied = 0;
  const patched = patch.reduce<JsonValue>((root, step) => {
    if (step.op === 'copy') {
      // within the limit so far, so it can be written out
      copied += JSON.stringify(valueAt(root, {path: step.from, keys: keysOf(step.from)})).length;
      if (copied > copyLimit) throw new NotValid(words().model.patch.copiesTooMuch({mostKib: copyLimit / 1024}));
    }
    return applyStep(root, step);
  }, object);
  if (!isJsonObject(patched)) throw new NotValid(words().model.patch.leavesNothing);
  return patched;
}

function applyStep(root: JsonValue, step: Step): JsonValue {
  const at = {path: step.path, keys: keysOf(step.path)};
  switch (step.op) {
    case 'add':
      return changeAt(root, {...at, value: step.value, mode: 'add'});
    case 'replace':
      return changeAt(root, {...at, value: step.value, mode: 'replace'});
    case 'remove':
      return changeAt(root, {...at, value: undefined, mode: 'remove'});
    case 'test':
      if (!isSame(valueAt(root, at), step.value)) {
        throw new NotValid(words().model.patch.testFails({path: step.path}));
      }
      return root;
    case 'move': {
      const from = {path: step.from, keys: keysOf(step.from)};
      const value = valueAt(root, from);
      return changeAt(changeAt(root, {...from, value: undefined, mode: 'remove'}), {...at, value, mode: 'add'});
    }
    case 'copy':
      return changeAt(root, {...at, value: valueAt(root, {path: step.from, keys: keysOf(step.from)}), mode: 'add'});
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

interface Place {
  /** As written, for what is said of it. */
  readonly path: string;
  readonly keys: readonly string[];
}

function valueAt(root: JsonValue, {path, keys}: Place): JsonValue {
  return keys.reduce<JsonValue>((value, key) => {
    if (isJsonList(value)) return value[indexOf(key, value.length - 1, path)] ?? null;
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) throw missing(path);
    return value[key] ?? null;
  }, root);
}

interface Change extends Place {
  readonly value: JsonValue | undefined;
  readonly mode: 'add' | 'replace' | 'remove';
}

function changeAt(root: JsonValue, change: Change): JsonValue {
  const [key, ...keys] = change.keys;
  if (key === undefined) {
    if (change.value === undefined) throw new NotValid(words().model.patch.leavesNothing);
    return change.value;
  }
  if (isJsonList(root)) return changeList(root, key, {...change, keys});
  if (!isJsonObject(root)) throw missing(change.path);
  const isThere = Object.hasOwn(root, key);
  if (!isThere && (keys.length > 0 || change.mode !== 'add')) throw missing(change.path);
  const entries = new Map(Object.entries(root));
  if (keys.length === 0 && change.value === undefined) entries.delete(key);
  else entries.set(key, changeAt(root[key] ?? null, {...change, keys}));
  return Object.fromEntries(entries);
}

function changeList(list: readonly JsonValue[], key: string, change: Change): JsonValue {
  const {keys, mode, value, path} = change;
  if (keys.length === 0 && mode === 'add') {
    const at = key === '-' ? list.length : indexOf(key, list.length, path);
    return [...list.slice(0, at), value ?? null, ...list.slice(at)];
  }
  const at = indexOf(key, list.length - 1, path);
  if (keys.length === 0 && mode === 'remove') return list.filter((_, index) => index !== at);
  return list.map((item, index) => (index === at ? changeAt(item, change) : item));
}

function indexOf(key: string, last: number, path: string): number {
  const index = /^(?:0|[1-9]\d{0,5})$/.test(key) ? Number(key) : Infinity;
  if (index > last) throw missing(path);
  return index;
}

function missing(path: string): NotValid {
  return new NotValid(words().model.patch.noSuchPath({path: path.slice(0, 100)}));
}
