import {isEqual, type JsonObject} from '../json.ts';
import type {ManagedFieldsEntry} from '../objects/kube-object.ts';
import {fromFieldsV1, toFieldsV1, type FieldMap} from './field-map.ts';

/** Who writes, as an entry of `metadata.managedFields` tells it. */
export interface Manager {
  name: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource: string | undefined;
}

interface Entry {
  manager: Manager;
  time: string;
  paths: Set<string>;
}

const maxUpdates = 10;
const ancient = 'ancient-changes';

/** Which manager owns which fields of one object. */
export class Ownership {
  #entries: Entry[];

  constructor(managedFields: readonly ManagedFieldsEntry[] = []) {
    this.#entries = managedFields.map(({manager, operation, apiVersion, subresource, time, fieldsV1}) => ({
      manager: {name: manager, operation, apiVersion, subresource},
      time,
      paths: fromFieldsV1(fieldsV1),
    }));
  }

  pathsOf(manager: Manager): ReadonlySet<string> {
    return this.#find(manager)?.paths ?? new Set();
  }

  /** Those who own a path, without the one who asks. */
  othersOwning(path: string, asking: Manager): Manager[] {
    return this.#entries
      .filter((entry) => !isSame(entry.manager, asking) && entry.paths.has(path))
      .map(({manager}) => manager);
  }

  allPaths(): Set<string> {
    return new Set(this.#entries.flatMap(({paths}) => [...paths]));
  }

  /** An apply owns exactly what it names. */
  replace(manager: Manager, paths: ReadonlySet<string>, time: string): void {
    const known = this.#find(manager);
    if (known !== undefined && isSameSet(known.paths, paths)) return;
    this.#entries = this.#entries.filter((entry) => entry !== known);
    if (paths.size > 0) this.#entries.push({manager, time, paths: new Set(paths)});
  }

  takeFromOthers(manager: Manager, paths: Iterable<string>): void {
    const taken = new Set(paths);
    for (const entry of this.#entries) {
      if (!isSame(entry.manager, manager)) for (const path of taken) entry.paths.delete(path);
    }
    this.#dropEmpty();
  }

  /** An update owns what it changed, and what is gone has no owner. */
  recordUpdate({
    manager,
    before,
    after,
    time,
  }: {
    manager: Manager;
    before: FieldMap;
    after: FieldMap;
    time: string;
  }): void {
    const changed = [...after].filter(([path, value]) => !isEqual(before.get(path), value)).map(([path]) => path);
    for (const entry of this.#entries) for (const path of entry.paths) if (!after.has(path)) entry.paths.delete(path);
    if (changed.length > 0) {
      this.takeFromOthers(manager, changed);
      this.replace(manager, new Set([...this.pathsOf(manager), ...changed]), time);
      this.#mergeOldUpdates();
    }
    this.#dropEmpty();
  }

  toManagedFields(): ManagedFieldsEntry[] {
    return this.#entries.map(({manager, time, paths}) => ({
      manager: manager.name,
      operation: manager.operation,
      apiVersion: manager.apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(paths) satisfies JsonObject,
      ...(manager.subresource === undefined ? {} : {subresource: manager.subresource}),
    }));
  }

  /** Beyond so many that update, the oldest are one. */
  #mergeOldUpdates(): void {
    const updates = this.#entries.filter(({manager}) => manager.operation === 'Update');
    if (updates.length <= maxUpdates) return;
    const isAncient = ({manager}: Entry): boolean => manager.name === ancient;
    const old = updates
      .toSorted((a, b) => Number(isAncient(b)) - Number(isAncient(a)) || a.time.localeCompare(b.time))
      .slice(0, updates.length - maxUpdates + 1);
    const [oldest] = old;
    if (oldest === undefined) return;
    const paths = new Set(old.flatMap((entry) => [...entry.paths]));
    const manager: Manager = {...oldest.manager, name: ancient, subresource: undefined};
    this.#entries = [...this.#entries.filter((entry) => !old.includes(entry)), {manager, time: oldest.time, paths}];
  }

  #find(manager: Manager): Entry | undefined {
    return this.#entries.find((entry) => isSame(entry.manager, manager));
  }

  #dropEmpty(): void {
    this.#entries = this.#entries.filter(({paths}) => paths.size > 0);
  }
}

function isSame(one: Manager, other: Manager): boolean {
  return one.name === other.name && one.operation === other.operation && one.subresource === other.subresource;
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((path) => other.has(path));
}
