import type {Clock} from '../clock.ts';
import {
  fieldError,
  alreadyExists,
  conflict,
  forbidden,
  invalid,
  modified,
  notFound,
  StatusError,
  type FieldError,
} from '../status-error.ts';
import {isEqual, type JsonObject} from '../json.ts';
import {keyOf, type KubeObject, type ObjectMeta} from '../objects/kube-object.ts';
import {fieldMapOf} from '../patch/field-map.ts';
import {Ownership, type Manager} from '../patch/managed-fields.ts';
import {namespaces} from '../resources/namespaces.ts';
import {
  validateFinalizers,
  validateMetadata,
  validateNewMetadata,
  validateSameMetadata,
} from '../resources/metadata-validation.ts';
import {pods} from '../resources/pods.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {writeAbsentTimes} from '../schema/absent-times.ts';
import {checkPreconditions, finalizersOfDeletion, graceOf, type DeleteOptions} from './deletion.ts';
import {newMetadata, withServerFields} from './server-fields.ts';
import type {Store} from './store.ts';

export interface AdmissionRequest {
  type: ResourceType;
  /** The admitted object; a check may complete it. */
  object: KubeObject;
  old: KubeObject | undefined;
  isDryRun: boolean;
}

/** A rule that looks at what is about to be stored. @throws StatusError to refuse it */
export type Admission = (request: AdmissionRequest) => void;

interface WriteOptions {
  /** Who is recorded as the owner of the changed fields; nobody is when left out. */
  manager?: Manager;
  isDryRun?: boolean;
}

export interface UpdateOptions extends WriteOptions {
  subresource?: 'status';
  /** Owners as an apply has already worked them out. */
  ownership?: Ownership;
}

/** An object as JSON. */
const maxCharacters = 1.5 * 1024 * 1024;
/** The rules by which objects come, change and go. The HTTP API and the controllers write through this alone. */
export class Objects {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #admissions: Admission[] = [];

  constructor({store, clock}: {store: Store; clock: Clock}) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Rules run in the order in which they were added. */
  addAdmission(admission: Admission): void {
    this.#admissions.push(admission);
  }

  /** @throws StatusError 404 */
  find<T extends KubeObject>(type: ResourceType<T>, namespace: string | undefined, name: string): T {
    const found = this.#store.get(type, namespace, name);
    if (found === undefined) throw notFound(type, name);
    return found;
  }

  /** @throws StatusError 403, 404, 409, 422 */
  create<T extends KubeObject>(type: ResourceType<T>, given: T, options: UpdateOptions = {}): T {
    const object = structuredClone(given);
    object.metadata = newMetadata(type, object.metadata, this.#clock);
    const {namespace} = object.metadata;
    if (namespace !== undefined) this.#checkNamespace(type, namespace, object.metadata.name);
    complete(type, object);
    type.prepare(object, undefined);
    const {name} = object.metadata;
    const ofMetadata = validateNewMetadata(object.metadata, type.nameRule);
    const ofType = type.validate(object);
    const isBoth = type.validatesMetadata || ofType.length === 0;
    const errors = isBoth ? [...ofMetadata, ...ofType] : ofType;
    if (errors.length > 0) throw invalid(type, name, errors);
    for (const admit of this.#admissions) admit({type, object, old: undefined, isDryRun: options.isDryRun === true});
    if (this.#store.get(type, namespace, name) !== undefined) throw alreadyExists(type, name);
    this.#recordManager(type, {object, old: undefined, options});
    checkSize(object);
    if (options.isDryRun !== true) return this.#store.put(type, object);
    // What is stored nowhere has no version.
    delete (object.metadata as Partial<ObjectMeta>).resourceVersion;
    return object;
  }

  /**
   * Replaces an object, keeping what the server owns. With `subresource: 'status'` only the status is taken.
   * @throws StatusError 409, 422
   */
  update<T extends KubeObject>(type: ResourceType<T>, old: T, given: T, options: UpdateOptions = {}): T {
    const {uid, resourceVersion} = given.metadata;
    const {name} = old.metadata;
    if (uid !== undefined && uid !== old.metadata.uid) {
      throw conflict(
        type,
        name,
        `StorageError: invalid object, Code: 4, Key: ${storageKey(type, old)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
      );
    }
    if (type.needsVersion && (resourceVersion ?? '') === '') {
      const error = fieldError.invalid('metadata.resourceVersion', 0, 'must be specified for an update');
      throw invalid({group: type.group, kind: type.plural}, name, [error]);
    }
    const isStale = resourceVersion !== undefined && resourceVersion !== old.metadata.resourceVersion;
    if (isStale && resourceVersion !== '') throw conflict(type, name, modified);
    const isStatus = options.subresource === 'status';
    const object = structuredClone(withServerFields(type, {old, given, isStatus}));
    complete(type, object);
    if (!isStatus) type.prepare(object, old);
    const errors = isStatus
      ? [...validateMetadata(object.metadata), ...type.validateStatus(object)]
      : validateUpdate(type, object, old);
    if (errors.length > 0) throw invalid(type, name, errors);
    for (const admit of this.#admissions) admit({type, object, old, isDryRun: options.isDryRun === true});
    if (type.hasGeneration && !isStatus && isNewGeneration(type, object, old)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
    this.#recordManager(type, {object, old, options});
    if (isEqual(withoutTimes(object), withoutTimes(old))) return old;
    checkSize(object);
    if (options.isDryRun === true) return object;
    return this.#isGone(type, object) ? this.#store.remove(type, object) : this.#store.put(type, object);
  }

  /** Changes the object as it is now; nothing happens when it does not exist any more. */
  change<T extends KubeObject>(
    type: ResourceType<T>,
    at: KubeObject,
    change: (object: T) => void,
    options: UpdateOptions = {},
  ): void {
    const {namespace, name, uid} = at.metadata;
    const old = this.#store.get(type, namespace, name);
    if (old === undefined || old.metadata.uid !== uid) return;
    const next = structuredClone(old);
    change(next);
    this.update(type, old, next, options);
  }

  /**
   * Begins or completes a deletion. The result is the object as it is then; `isGone` tells whether it is still stored.
   * @throws StatusError 409 when a precondition fails
   */
  delete<T extends KubeObject>(
    type: ResourceType<T>,
    old: T,
    options: DeleteOptions = {},
  ): {object: T; isGone: boolean} {
    const {metadata} = old;
    checkPreconditions(type, metadata, options.preconditions);
    const object = structuredClone(old);
    const graceSeconds = graceOf(object, options.gracePeriodSeconds);
    const finalizers = finalizersOfDeletion(type, metadata, options.propagationPolicy);
    if (finalizers.length > 0) object.metadata.finalizers = finalizers;
    const remaining = metadata.deletionGracePeriodSeconds ?? Infinity;
    if (metadata.deletionTimestamp === undefined || graceSeconds < remaining) {
      object.metadata.deletionTimestamp = this.#clock.timestamp(this.#clock.now() + graceSeconds * 1000);
      object.metadata.deletionGracePeriodSeconds = graceSeconds;
      // What is being deleted already is only given less time.
      const isFirst = metadata.deletionTimestamp === undefined;
      if (type.hasGeneration && isFirst) object.metadata.generation = (metadata.generation ?? 0) + 1;
    }
    if (object.kind === 'Namespace') Object.assign(object, {status: {...statusOf(object), phase: 'Terminating'}});
    const isGone = this.#isGone(type, object);
    if (options.isDryRun === true) return {object, isGone};
    if (isGone) return {object: this.#store.remove(type, object), isGone};
    const isChanged = !isEqual(object, old);
    return {object: isChanged ? this.#store.put(type, object) : old, isGone};
  }

  /** A deletion is complete when nobody holds it up: no finalizer, no grace for a Pod, no content of a namespace. */
  #isGone(type: ResourceType, object: KubeObject): boolean {
    const {deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = []} = object.metadata;
    if (deletionTimestamp === undefined || finalizers.length > 0) return false;
    if (type === pods) return deletionGracePeriodSeconds === 0;
    if (type === namespaces)
      return (object as KubeObject & {spec?: {finalizers?: string[]}}).spec?.finalizers?.length === 0;
    return true;
  }

  #checkNamespace(type: ResourceType, namespace: string, name: string): void {
    const found = this.#store.get(namespaces, undefined, namespace);
    if (found === undefined) throw notFound(namespaces, namespace);
    if (found.metadata.deletionTimestamp === undefined) return;
    throw forbidden(
      type,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }

  #recordManager<T extends KubeObject>(
    type: ResourceType<T>,
    {object, old, options}: {object: T; old: T | undefined; options: UpdateOptions},
  ): void {
    const {manager, ownership = new Ownership(old?.metadata.managedFields)} = options;
    if (manager === undefined) return;
    if (manager.operation === 'Update') {
      ownership.recordUpdate({
        manager,
        before: old === undefined ? new Map() : fieldMapOf(type.schema, asJson(old)),
        after: fieldMapOf(type.schema, asJson(object)),
        time: this.#clock.timestamp(),
      });
    }
    object.metadata.managedFields = ownership.toManagedFields();
  }
}

/** Fills in what was left out. */
function complete<T extends KubeObject>(type: ResourceType<T>, object: T): void {
  type.setDefaults(object);
  writeAbsentTimes(type.schema, asJson(object));
}

/** @throws StatusError 413 for what etcd would not take */
function checkSize(object: KubeObject): void {
  if (JSON.stringify(object).length <= maxCharacters) return;
  throw new StatusError(413, 'RequestEntityTooLarge', 'etcdserver: request is too large', {});
}

/** Stored objects came from JSON and hold nothing else. */
function asJson(object: KubeObject): JsonObject {
  return object as unknown as JsonObject;
}

/** Types that are stored under another name than their own. */
const storedAs: ReadonlyMap<string, string> = new Map([
  ['endpoints', 'services/endpoints'],
  ['ingresses', 'ingress'],
  ['nodes', 'minions'],
  ['services', 'services/specs'],
]);

/** Where a real server keeps the object in etcd, which its message tells. */
function storageKey({plural}: ResourceType, object: KubeObject): string {
  return `/registry/${storedAs.get(plural) ?? plural}/${keyOf(object)}`;
}

function statusOf(object: KubeObject): object {
  return 'status' in object && typeof object.status === 'object' && object.status !== null ? object.status : {};
}

function validateUpdate<T extends KubeObject>(type: ResourceType<T>, object: T, old: T): FieldError[] {
  const ofMetadata = [...validateSameMetadata(object.metadata, old.metadata), ...validateMetadata(object.metadata)];
  return [
    ...ofMetadata,
    ...validateFinalizers(object.metadata),
    ...(type.validatesUpdateAlone ? [] : type.validate(object)),
    ...type.validateUpdate(object, old),
  ];
}

function isNewGeneration(type: ResourceType, object: KubeObject, old: KubeObject): boolean {
  const metadata = ({metadata: {labels = {}, annotations = {}}}: KubeObject): object => {
    if (type.generationCounts === 'spec') return {};
    return type.generationCounts === 'annotations' ? {annotations} : {labels, annotations};
  };
  const counted = (one: KubeObject): object => ({...one, metadata: metadata(one), status: undefined});
  return !isEqual(counted(object), counted(old));
}

function withoutTimes(object: KubeObject): object {
  const managedFields = object.metadata.managedFields?.map((entry) => ({...entry, time: ''}));
  return {...object, metadata: {...object.metadata, managedFields}};
}
