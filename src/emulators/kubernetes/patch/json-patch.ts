import {badRequest, StatusError} from '../status-error.ts';
import {isEqual, isObject, type Json, type JsonObject} from '../json.ts';

/** The API server's own limits. */
const maxOperations = 10_000;
const maxCopied = 3 * 1024 * 1024;

/**
 * RFC 6902.
 * @throws StatusError 400 for what is no patch, 413 for one that makes too much, 422 when it does not fit the object
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function applyJsonPatch(target: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  if (patch.length > maxOperations) {
    throw tooLarge(`The allowed maximum operations in a JSON patch is ${maxOperations}, got ${patch.length}`);
  }
  let result: Json = structuredClone(target);
  let copied = 0;
  for (const operation of patch) {
    if (!isObject(operation)) throw badRequest('a JSON patch is a list of operations');
    if (operation['op'] === 'copy') copied += JSON.stringify(read(result, pointer(operation['from']))).length;
    if (copied > maxCopied) {
      throw tooLarge(
        `Unable to complete the copy, the accumulated size increase of copy is ${copied}, exceeding the limit ${maxCopied}`,
      );
    }
    result = applyOperation(result, operation);
  }
  if (!isObject(result)) throw unfit();
  return result;
}

function applyOperation(document: Json, operation: JsonObject): Json {
  const path = pointer(operation['path']);
  switch (operation['op']) {
    case 'add':
      return put(document, path, operation['value'] ?? null, true);
    case 'replace':
      read(document, path);
      return put(document, path, operation['value'] ?? null, false);
    case 'remove':
      return take(document, path);
    case 'test':
      if (isEqual(read(document, path), operation['value'])) return document;
      throw unfit();
    case 'move': {
      const from = pointer(operation['from']);
      // Nothing can be moved into itself.
      if (from.length < path.length && from.every((step, at) => step === path[at])) throw unfit();
      const value = read(document, from);
      return put(take(document, from), path, value, true);
    }
    case 'copy':
      return put(document, path, structuredClone(read(document, pointer(operation['from']))), true);
    default:
      throw badRequest(`unknown JSON patch operation: ${JSON.stringify(operation['op'])}`);
  }
}

function pointer(text: Json | undefined): string[] {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/'))) throw badRequest('a JSON patch needs a path');
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: Json, path: readonly string[]): Json {
  let value: Json | undefined = document;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isObject(value) ? value[step] : undefined;
    if (value === undefined) throw unfit();
  }
  return value;
}

function put(document: Json, path: readonly string[], value: Json, isInsert: boolean): Json {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const at = last === '-' ? parent.length : Number(last);
    if (!Number.isInteger(at) || at < 0 || at > parent.length) throw unfit();
    parent.splice(at, isInsert ? 0 : 1, value);
  } else if (isObject(parent)) parent[last] = value;
  else throw unfit();
  return document;
}

function take(document: Json, path: readonly string[]): Json {
  read(document, path);
  const last = path.at(-1) ?? '';
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isObject(parent)) delete parent[last];
  return document;
}

function tooLarge(why: string): StatusError {
  return new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: ${why}`, {});
}

/** The server keeps to itself what did not fit. */
function unfit(): StatusError {
  return new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}
