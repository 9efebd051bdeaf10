import {NotValid} from '../not-valid.ts';
import {isJsonList, isJsonObject, omitKeys, type JsonObject, type JsonValue} from '../json.ts';
import {words} from '#src/words/words.ts';

/**
 * Lists that are merged item by item, and the field that tells their items apart; all others are replaced.
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/#notes-on-the-strategic-merge-patch
 */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  /** Of a container, and of a Service. */
  ports: ['containerPort', 'port'],
};

const directives = ['$patch', '$retainKeys'];
const orderPrefix = '$setElementOrder/';
const deletionPrefix = '$deleteFromPrimitiveList/';

/**
 * What a strategic merge patch makes of an object of the kinds that learners have: as a merge patch, but containers,
 * volumes and the like are merged by name, and `$patch: delete` or `replace` say otherwise. The order in which a
 * directive would list items is left alone.
 * @throws NotValid for an item that does not say which one it is, and for an unknown directive
 */
export function applyStrategicPatch(target: JsonValue | undefined, patch: JsonObject): JsonObject {
  const directive = patch['$patch'];
  const given = omitKeys(patch, directives);
  if (directive === 'replace') return given;
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge') throw unknownDirective(directive);
  const before = isJsonObject(target) ? target : {};
  const retained = patch['$retainKeys'];
  const kept = isJsonList(retained) ? Object.entries(before).filter(([key]) => retained.includes(key)) : undefined;
  const merged = new Map(kept ?? Object.entries(before));
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith(orderPrefix)) continue;
    if (key.startsWith(deletionPrefix)) deleteFrom(merged, key.slice(deletionPrefix.length), value);
    else if (value === null) merged.delete(key);
    else merged.set(key, mergeField(key, merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function mergeField(key: string, before: JsonValue | undefined, value: JsonValue): JsonValue {
  if (isJsonObject(value)) return applyStrategicPatch(before, value);
  const mergeKey = isJsonList(value) ? mergeKeyOf(key, [...value, ...(isJsonList(before) ? before : [])]) : undefined;
  if (!isJsonList(value) || mergeKey === undefined) return value;
  return mergeList(isJsonList(before) ? before : [], value, {list: key, mergeKey});
}

/** The first of the list's keys that an item of it has. */
function mergeKeyOf(list: string, items: readonly JsonValue[]): string | undefined {
  const keys = Object.hasOwn(mergeKeys, list) ? (mergeKeys[list] ?? []) : [];
  return keys.find((key) => items.some((item) => isJsonObject(item) && item[key] !== undefined)) ?? keys[0];
}

function mergeList(
  before: readonly JsonValue[],
  patch: readonly JsonValue[],
  {list, mergeKey}: {list: string; mergeKey: string},
): JsonValue {
  const isReplaced = patch.some((item) => isJsonObject(item) && item['$patch'] === 'replace');
  let merged: readonly JsonValue[] = isReplaced ? [] : before;
  for (const item of patch) {
    if (!isJsonObject(item)) throw new NotValid(words().model.patch.noMapping({list}));
    if (item['$patch'] === 'replace') continue;
    const name = item[mergeKey];
    if (name === undefined) {
      throw new NotValid(words().model.patch.noMergeKey({list, key: mergeKey}));
    }
    const isMeant = (other: JsonValue): boolean => isJsonObject(other) && other[mergeKey] === name;
    if (item['$patch'] === 'delete') merged = merged.filter((other) => !isMeant(other));
    else if (merged.some(isMeant)) {
      merged = merged.map((other) => (isMeant(other) ? applyStrategicPatch(other, item) : other));
    } else merged = [...merged, applyStrategicPatch(undefined, item)];
  }
  return merged;
}

function deleteFrom(merged: Map<string, JsonValue>, key: string, values: JsonValue): void {
  const list = merged.get(key);
  if (!isJsonList(list) || !isJsonList(values)) return;
  merged.set(
    key,
    list.filter((item) => !values.includes(item)),
  );
}

function unknownDirective(directive: JsonValue): NotValid {
  return new NotValid(words().model.patch.directive({given: JSON.stringify(directive).slice(0, 50)}));
}
