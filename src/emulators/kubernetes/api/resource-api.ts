import type {Authorizer} from '../access/authorizer.ts';
import {preventEscalation} from '../access/escalation.ts';
import type {Identity} from '../access/identity.ts';
import type {Clock} from '../clock.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {applyJsonPatch} from '../patch/json-patch.ts';
import {Ownership, type Manager} from '../patch/managed-fields.ts';
import {applyMergePatch} from '../patch/merge-patch.ts';
import {serverSideApply} from '../patch/server-side-apply.ts';
import {applyStrategicMergePatch} from '../patch/strategic-merge-patch.ts';
import {goValue} from '../resources/go-text.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import {decode} from '../schema/decode.ts';
import type {DeleteOptions} from '../store/deletion.ts';
import type {Objects, UpdateOptions} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import {parseBody, parseObjectBody} from './body.ts';
import {checkFieldValidation, checkKind, optionsOf} from './body-checks.ts';
import {badRequest, fieldError, invalid, notImplemented, StatusError} from '../status-error.ts';

/** One write, as far as it was read from the request. */
export interface WriteRequest {
  type: ResourceType;
  namespace: string | undefined;
  name: string;
  subresource: string;
  query: URLSearchParams;
  contentType: string;
  userAgent: string;
  body: string;
  identity: Identity;
  /** Gets the texts of `Warning` headers. */
  warn: (text: string) => void;
}

export interface WriteResult {
  code: number;
  object: object;
}

/** Creates, replaces, patches and deletes what HTTP requests ask for. */
export class ResourceApi {
  readonly #store: Store;
  readonly #objects: Objects;
  readonly #authorizer: Authorizer;
  readonly #clock: Clock;

  constructor({
    store,
    objects,
    authorizer,
    clock,
  }: {
    store: Store;
    objects: Objects;
    authorizer: Authorizer;
    clock: Clock;
  }) {
    this.#store = store;
    this.#objects = objects;
    this.#authorizer = authorizer;
    this.#clock = clock;
  }

  /** @throws StatusError 404 */
  find(type: ResourceType, namespace: string | undefined, name: string): KubeObject {
    return this.#objects.find(type, namespace, name);
  }

  create(request: WriteRequest): WriteResult {
    const {type} = request;
    const body = parseObjectBody(request.body, request.contentType);
    const object = this.#read(request, body);
    if ((object.metadata.resourceVersion ?? '') !== '') {
      throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
    }
    if (type.hasStatus) delete (object as KubeObject & {status?: unknown}).status;
    this.#guard(request, object);
    return {
      code: 201,
      object: this.#warned(request, this.#objects.create(type, object, this.#options(request, 'Update'))),
    };
  }

  replace(request: WriteRequest): WriteResult {
    const object = this.#read(request, parseObjectBody(request.body, request.contentType));
    const old = this.#objects.find(request.type, request.namespace, request.name);
    this.#guard(request, object);
    const updated = this.#objects.update(request.type, old, object, this.#options(request, 'Update'));
    return {code: 200, object: this.#warned(request, updated, old)};
  }

  patch(request: WriteRequest): WriteResult {
    const [patchType = ''] = request.contentType.split(';');
    if (patchType === 'application/apply-patch+yaml') return this.#apply(request);
    const {type} = request;
    if (!patchTypes.has(patchType)) throw unsupportedMediaType();
    const old = this.#objects.find(type, request.namespace, request.name);
    const body = parseBody(request.body, 'application/json');
    const patched = patchedObject(type, {patchType, target: toJson(old), body});
    if (patchType === strategicPatchType && isObject(body)) checkPatched(type, patched, body);
    const object = this.#read(request, patched);
    const {uid} = object.metadata;
    if (uid !== undefined && uid !== old.metadata.uid) {
      const error = fieldError.invalid('metadata.uid', uid, 'field is immutable');
      throw invalid(type, request.name, [error]);
    }
    this.#guard(request, object);
    const isVersioned =
      isObject(body) && isObject(body['metadata']) && body['metadata']['resourceVersion'] !== undefined;
    if (!isVersioned) object.metadata.resourceVersion = old.metadata.resourceVersion;
    return {
      code: 200,
      object: this.#warned(request, this.#objects.update(type, old, object, this.#options(request, 'Update')), old),
    };
  }

  /** Server-side apply, which creates the object when it is not there. */
  #apply(request: WriteRequest): WriteResult {
    const {type, query} = request;
    const body = parseObjectBody(request.body, 'application/apply-patch+yaml');
    if ((query.get('fieldManager') ?? '') === '') {
      throw invalid(optionsOf('PatchOptions'), '', [
        fieldError.required('fieldManager', 'is required for apply patch'),
      ]);
    }
    const {unknownFields} = decode(type.schema, body);
    if (unknownFields.length > 0) {
      const at = `${request.namespace === undefined ? '' : `${request.namespace}/`}${request.name}; ${groupVersion(type)}, Kind=${type.kind}`;
      const texts = unknownFields.map((field) => `.${field}: field not declared in schema`).join('\n');
      throw new StatusError(500, '', `failed to create typed patch object (${at}): ${texts}`);
    }
    const applied = this.#read(request, body);
    // What is not named is nobody's, also not as a part that is empty.
    for (const part of Object.keys(type.schema.fields)) {
      if (!(part in body) && !identifyingFields.has(part)) Reflect.deleteProperty(applied, part);
    }
    if (applied.metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
    const old = this.#store.get(type, request.namespace, request.name);
    const options = this.#options(request, 'Apply');
    const ownership = new Ownership(old?.metadata.managedFields);
    const merged = serverSideApply({
      schema: type.schema,
      live: old === undefined ? {} : toJson(old),
      applied: toJson(applied),
      manager: options.manager,
      ownership,
      isForced: query.get('force') === 'true',
      time: this.#clock.timestamp(),
    });
    const object = this.#read(request, merged);
    this.#guard(request, object);
    if (old === undefined) {
      const created = this.#objects.create(type, object, {...options, ownership});
      return {code: 201, object: this.#warned(request, created)};
    }
    const updated = this.#objects.update(type, old, object, {...options, ownership});
    return {code: 200, object: this.#warned(request, updated, old)};
  }

  delete(request: WriteRequest): WriteResult {
    const {type, name} = request;
    const old = this.#objects.find(type, request.namespace, name);
    const {object, isGone} = this.#objects.delete(type, old, deleteOptions(request));
    if (!isGone || type.answersDeleted) return {code: 200, object};
    const {uid} = object.metadata;
    const group = type.group === '' ? {} : {group: type.group};
    const details = {name, ...group, kind: type.plural, uid};
    return {code: 200, object: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details}};
  }

  deleteCollection(request: WriteRequest, selected: readonly KubeObject[]): KubeObject[] {
    const options = deleteOptions(request);
    return selected.map((object) => this.#objects.delete(request.type, object, options).object);
  }

  /** Decodes a whole object and checks that it is the one the path names. */
  #read({type, namespace, name, query, warn}: WriteRequest, body: JsonObject): KubeObject {
    checkFieldValidation(query, name);
    checkKind(type, body);
    const {value, unknownFields, mismatch} = decode(type.schema, body);
    if (mismatch !== undefined) {
      throw badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${mismatch}`);
    }
    const texts = unknownFields.map((field) => `unknown field "${field}"`);
    const validation = query.get('fieldValidation') || 'Warn';
    if (texts.length > 0 && validation === 'Strict') {
      throw badRequest(
        `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: strict decoding error: ${texts.join(', ')}`,
      );
    }
    if (validation === 'Warn') for (const text of texts) warn(text);
    // The schema has just shown that the value is an object of this type.
    const object = {...value, apiVersion: groupVersion(type), kind: type.kind} as unknown as KubeObject;
    object.metadata ??= {} as KubeObject['metadata'];
    if (namespace !== undefined) object.metadata.namespace ??= namespace;
    if (object.metadata.namespace !== namespace && type.namespaced) {
      throw badRequest(
        name === ''
          ? 'the namespace of the provided object does not match the namespace sent on the request'
          : `the namespace of the object (${object.metadata.namespace}) does not match the namespace on the request (${namespace})`,
      );
    }
    if (!type.namespaced) delete object.metadata.namespace;
    if (name === '') return object;
    object.metadata.name ??= name;
    if (object.metadata.name === name) return object;
    throw badRequest(`the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`);
  }

  /** Says what is hardly meant in what was written, but for a status, which nobody types. */
  #warned({type, subresource, warn}: WriteRequest, object: KubeObject, old?: KubeObject): KubeObject {
    if (subresource === '') for (const text of type.warnings(object, old)) warn(text);
    return object;
  }

  #guard({type, identity}: WriteRequest, object: KubeObject): void {
    preventEscalation({authorizer: this.#authorizer, store: this.#store, identity}, type, object);
  }

  #options(request: WriteRequest, operation: Manager['operation']): UpdateOptions & {manager: Manager} {
    const {type, query, subresource, userAgent} = request;
    if (subresource !== '' && subresource !== 'status') throw notImplemented(`writing ${type.plural}/${subresource}`);
    const [program = 'unknown'] = userAgent.split('/');
    const manager: Manager = {
      name: query.get('fieldManager') || program || 'unknown',
      operation,
      apiVersion: groupVersion(type),
      subresource: subresource === '' ? undefined : subresource,
    };
    return {
      manager,
      isDryRun: isDryRun(query.getAll('dryRun'), request.name === '' ? 'CreateOptions' : 'UpdateOptions'),
      ...(subresource === '' ? {} : {subresource: 'status'}),
    };
  }
}

const strategicPatchType = 'application/strategic-merge-patch+json';
const identifyingFields = new Set(['apiVersion', 'kind', 'metadata']);
const patchTypes = new Set(['application/json-patch+json', 'application/merge-patch+json', strategicPatchType]);

function unsupportedMediaType(): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

/** @throws StatusError 422 when the patch makes of it what is no such object */
function checkPatched(type: ResourceType, patched: JsonObject, patch: JsonObject): void {
  const {mismatch} = decode(type.schema, patched);
  if (mismatch === undefined) return;
  throw invalid({group: '', kind: ''}, '', [fieldError.invalid('patch', goValue(patch), mismatch)]);
}

function patchedObject(
  type: ResourceType,
  {patchType, target, body}: {patchType: string; target: JsonObject; body: ReturnType<typeof parseBody>},
): JsonObject {
  if (patchType === 'application/json-patch+json') return applyJsonPatch(target, body);
  if (!isObject(body)) {
    throw badRequest(`json: cannot unmarshal ${typeof body} into Go value of type map[string]interface {}`);
  }
  if (patchType === 'application/merge-patch+json') return applyMergePatch(target, body);
  if (patchType === strategicPatchType) return applyStrategicMergePatch(type.schema, target, body);
  throw unsupportedMediaType();
}

/** @throws StatusError 422 for anything but `All` */
function isDryRun(values: readonly string[], kind: string): boolean {
  const wrong = values.find((value) => value !== 'All');
  if (wrong === undefined) return values.length > 0;
  const message = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
  throw invalid(optionsOf(kind), '', [{field: 'dryRun', reason: 'FieldValueNotSupported', message}]);
}

const propagationPolicies = ['Background', 'Foreground', 'Orphan'] as const;

/** Options come in the body, in the query, or in both; the body wins. */
function deleteOptions({body, contentType, query}: WriteRequest): DeleteOptions {
  const given = body.trim() === '' ? {} : parseObjectBody(body, contentType);
  const policy = given['propagationPolicy'] ?? query.get('propagationPolicy') ?? undefined;
  const legacyOrphan = given['orphanDependents'] === true || query.get('orphanDependents') === 'true';
  const grace = given['gracePeriodSeconds'] ?? query.get('gracePeriodSeconds');
  const propagationPolicy = legacyOrphan ? 'Orphan' : propagationPolicies.find((one) => one === policy);
  if (policy !== undefined && propagationPolicy === undefined) {
    const supported = ['Foreground', 'Background', 'Orphan', 'nil'];
    throw invalid(optionsOf('DeleteOptions'), '', [fieldError.notSupported('propagationPolicy', policy, supported)]);
  }
  const {uid, resourceVersion} = isObject(given['preconditions']) ? given['preconditions'] : {};
  const dryRun = Array.isArray(given['dryRun']) ? given['dryRun'].map(String) : query.getAll('dryRun');
  return {
    ...(propagationPolicy === undefined ? {} : {propagationPolicy}),
    ...(grace === null || grace === undefined ? {} : {gracePeriodSeconds: graceSeconds(grace)}),
    preconditions: {
      ...(typeof uid === 'string' ? {uid} : {}),
      ...(typeof resourceVersion === 'string' ? {resourceVersion} : {}),
    },
    isDryRun: isDryRun(dryRun, 'DeleteOptions'),
  };
}

/** @throws StatusError 400 for what is no whole number; a negative one stands for the least that there is */
function graceSeconds(given: Json): number {
  const seconds = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof seconds === 'number' && Number.isInteger(seconds)) return seconds < 0 ? 1 : seconds;
  const shown = JSON.stringify(given);
  throw badRequest(
    `DeleteOptions in version "v1" cannot be handled as a DeleteOptions: gracePeriodSeconds is no integer: ${shown}`,
  );
}

/** Stored objects came from JSON and hold nothing else. */
function toJson(object: KubeObject): JsonObject {
  return object as unknown as JsonObject;
}
