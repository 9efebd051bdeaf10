import {allowedKinds, largestObjectBytes, type AllowedKind} from './allowed-kinds.ts';
import {checkFields} from './check-fields.ts';
import {notesOf} from './notes-of-fields.ts';
import {isJsonObject, omitKeys, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {wayInPlaceOf} from '#src/operations/kubectl/other-type-named.ts';
import {isNamePlaceholder} from '#src/operations/kubectl/placeholder.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {fieldRefusal, type Positions} from '../yaml/positions.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {inTodaysFields} from './older-fields.ts';
import {inTodaysVersion} from './other-versions.ts';
import {rewritePodSpec} from './rewrite-pod-spec.ts';
import {rewriteOf} from './rewrites.ts';
import {isCalled} from '../namespace/further-namespaces.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {words} from '#src/words/words.ts';

export interface Admitted {
  /** What may be applied in the sandbox's namespace. */
  readonly object: JsonObject;
  /** What was changed or left out that a learner would notice, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Decides what becomes of an object that a learner applies: refuses all but the listed kinds and fields, and rewrites
 * what sandboxes on the same nodes would share. Admitting the result again changes nothing, so what `get -o yaml`
 * showed can be applied.
 * @throws UserError `refused` with the source, the line and the field.
 * @see write-back.ts for the way back to what the learner wrote
 */
export function admit(written: JsonObject, spec: SandboxSpec, positions: Positions): Admitted {
  const today = inTodaysVersion(written, positions);
  const kind = allowedKind(today?.object ?? written, positions);
  const {object, notes: ofFields} = inTodaysFields(today?.object ?? written, kind);
  const name = isJsonObject(object['metadata']) ? object['metadata']['name'] : undefined;
  if (typeof name !== 'string' || name === '') {
    // where it is instead, such as beside metadata, says more
    checkFields(object, kind.rules, {spec, positions});
    throw fieldRefusal({
      positions,
      path: ['metadata', 'name'],
      problem: words().policy.isMissing,
      next: words().policy.giveName,
    });
  }
  if (!isObjectName(name)) {
    const {problem, next} = words().policy.cannotBe({name: JSON.stringify(name.slice(0, 60))});
    const isToFill = isNamePlaceholder(name) || name.startsWith('$');
    throw fieldRefusal({
      positions,
      path: ['metadata', 'name'],
      problem,
      next: isToFill ? words().policy.writeOwnName : next,
    });
  }
  if (kind.isReserved?.(name) === true) {
    throw fieldRefusal({
      positions,
      path: ['metadata', 'name'],
      problem: words().policy.valueNotAllowed({value: name}),
      next: words().policy.anotherName,
    });
  }
  const checked = checkFields(object, kind.rules, {spec, positions});
  const notes: string[] = [];
  const context: RewriteContext = {
    spec,
    positions,
    note: (said) => notes.push(words().yaml.about({what: `${kind.kind} ${name}`, said})),
  };
  if (today !== undefined) context.note(today.note);
  for (const said of [...ofFields, ...notesOf(checked)]) context.note(said);
  let result = inNamespace(kind.asStored?.(checked.object) ?? checked.object, context);
  if (kind.podSpecAt !== undefined)
    result = rewritePodSpec(result, {at: kind.podSpecAt, claimsAt: kind.claimTemplatesAt}, context);
  const {isLive} = checked;
  result = rewriteOf(kind.kind)?.admit({object: result, written: object, isLive}, context) ?? result;
  if (new TextEncoder().encode(JSON.stringify(result)).byteLength > largestObjectBytes) {
    throw fieldRefusal({positions, path: [], ...words().policy.largerThan({kib: largestObjectBytes / 1024})});
  }
  return {object: result, notes};
}

function allowedKind(object: JsonObject, positions: Positions): AllowedKind {
  requireSpelling(object, positions);
  const {kind, apiVersion} = object;
  if (kind === undefined && apiVersion === undefined) {
    throw fieldRefusal({positions, path: [], ...words().policy.noManifest});
  }
  if (typeof kind !== 'string') {
    throw fieldRefusal({positions, path: ['kind'], problem: words().policy.isMissing, next: words().policy.writeKind});
  }
  const allowed = allowedKinds.find((candidate) => candidate.kind === kind);
  if (allowed === undefined) {
    if (kind === 'PersistentVolume') {
      throw fieldRefusal({positions, path: ['kind'], ...words().policy.noVolumesByHand});
    }
    const kinds = allowedKinds.map((candidate) => candidate.kind);
    const meant = nearestTo(kind, kinds);
    const way = wayInPlaceOf(kind);
    const next =
      way !== undefined
        ? way
        : meant === undefined
          ? words().policy.allowed({values: kinds.join(', ')})
          : words().policy.didYouMean({meant});
    throw fieldRefusal({positions, path: ['kind'], problem: words().policy.valueNotAllowed({value: kind}), next});
  }
  if (apiVersion !== allowed.apiVersion) {
    const problem =
      apiVersion === undefined
        ? words().policy.isMissing
        : words().policy.mustBe.apiVersion({apiVersion: allowed.apiVersion, kind});
    throw fieldRefusal({
      positions,
      path: ['apiVersion'],
      problem,
      next: words().policy.writeApiVersion({apiVersion: allowed.apiVersion}),
    });
  }
  return allowed;
}

/** Says of a key that all objects have, in other letters, how it is written: without it nothing else can be said. */
function requireSpelling(object: JsonObject, positions: Positions): void {
  for (const right of ['apiVersion', 'kind', 'metadata']) {
    const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === right.toLowerCase());
    if (key === undefined || key === right || Object.hasOwn(object, right)) continue;
    throw fieldRefusal({positions, path: [key], ...words().policy.spelled({right})});
  }
}

function inNamespace(object: JsonObject, {spec, note}: RewriteContext): JsonObject {
  const metadata: JsonValue = object['metadata'] ?? {};
  if (!isJsonObject(metadata)) return object;
  const {namespace} = metadata;
  if (typeof namespace === 'string' && !isCalled(spec, namespace)) note(words().policy.note.ownNamespace({namespace}));
  const rest = omitKeys(metadata, ['name', 'namespace']);
  return {...object, metadata: {name: metadata['name'] ?? '', namespace: spec.namespace, ...rest}};
}
