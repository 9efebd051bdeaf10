import {fields, listOf, text} from '#src/kinds/fields/field-rules.ts';
import {judgeLabelKey} from '#src/kinds/fields/label-keys.ts';
import {withCommonFields} from '#src/kinds/fields/metadata-fields.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {isJsonObject, omitKeys, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {isLabelKey, isLabelValue} from '#src/kubernetes/label-syntax.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {isReservedName, sandboxNamed} from '../namespace/further-namespaces.ts';
import {isPodSecurityKey, toNamespaceKey} from '../namespace/namespace-labels.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {formatFieldPath} from '../yaml/field-path.ts';
import {fieldRefusal, type Positions} from '../yaml/positions.ts';
import type {AdmittedManifest} from './admitted-manifest.ts';
import {checkFields} from './check-fields.ts';
import {notesOf} from './notes-of-fields.ts';
import {largestObjectBytes} from './allowed-kinds.ts';

const nameLabel = 'kubernetes.io/metadata.name';
/** The cluster's own finalizer is in every namespace that is shown. */
const rules = withCommonFields(
  {spec: fields({finalizers: listOf(text, 1)})},
  // NetworkPolicies choose namespaces by their labels
  {judgeLabel: judgeLabelKey},
);

/** Whether a manifest is of a namespace. */
export const isNamespaceManifest = ({kind}: JsonObject): boolean => kind === 'Namespace';

/**
 * A Namespace that a learner writes: its name, their labels and annotations. How strict its Pods are kept, how much they may
 * have and what they reach follows from the lab alone.
 * @returns the object under the names that its learner gave, with the namespace of the sandbox that it is about
 * @throws UserError `refused` with the source, the line and the field
 */
export function admitNamespace(
  object: JsonObject,
  spec: SandboxSpec,
  positions: Positions,
): Omit<AdmittedManifest, 'source'> {
  const refused = (path: readonly string[], problem: string, next?: string): UserError =>
    fieldRefusal({positions, path, problem, next});
  const said = words().policy;
  if (object['apiVersion'] !== 'v1') {
    const problem = said.mustBe.apiVersion({apiVersion: 'v1', kind: 'Namespace'});
    throw refused(['apiVersion'], problem, said.writeApiVersion({apiVersion: 'v1'}));
  }
  const {written, leftOut} = withoutOthersLabels(object);
  const checked = checkFields(written, rules, {spec, positions});
  const metadata = isJsonObject(checked.object['metadata']) ? checked.object['metadata'] : {};
  const {name} = metadata;
  if (typeof name !== 'string' || name === '') {
    throw refused(['metadata', 'name'], said.isMissing, said.giveName);
  }
  const sandbox = sandboxOf(name, spec, positions);
  const {mostLabels: most} = resourceType('namespaces');
  const kept: Record<string, JsonObject> = {};
  for (const field of ['labels', 'annotations'] as const) {
    const {[field]: given} = metadata;
    if (!isJsonObject(given) || Object.keys(given).length === 0) continue;
    if (Object.keys(given).length > most) {
      throw refused(['metadata', field], said.mostItems({most}), said.leaveOutSome);
    }
    for (const [key, value] of Object.entries(given)) {
      const isFit = isLabelKey(key) && (field === 'annotations' || isLabelValue(printable(value)));
      if (!isFit) throw refused(['metadata', field, key], said.notAllowed, said.ownKey);
      toNamespaceKey(key);
    }
    kept[field] = given;
  }
  const shown = sandbox.alias ?? homeAlias;
  const result: JsonObject = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: shown, ...kept}};
  if (new TextEncoder().encode(JSON.stringify(result)).byteLength > largestObjectBytes) {
    throw fieldRefusal({positions, path: [], ...said.largerThan({kib: largestObjectBytes / 1024})});
  }
  const notes = [
    ...(leftOut.length === 0 ? [] : [said.note.podSecurity({fields: leftOut.join(', ')})]),
    ...notesOf({...checked, leftOut: []}),
  ];
  return {
    object: result,
    sandbox,
    notes: notes.map((note) => words().yaml.about({what: `Namespace ${shown}`, said: note})),
  };
}

/** Without what the cluster writes of its name, and without what would say how strict it is. */
function withoutOthersLabels(object: JsonObject): {written: JsonObject; leftOut: string[]} {
  const {metadata} = object;
  if (!isJsonObject(metadata)) return {written: object, leftOut: []};
  const leftOut: string[] = [];
  const fieldsOf = (['labels', 'annotations'] as const).flatMap((field) => {
    const {[field]: given} = metadata;
    if (!isJsonObject(given)) return [];
    const strict = Object.keys(given).filter(isPodSecurityKey);
    leftOut.push(...strict.map((key) => formatFieldPath(['metadata', field, key])));
    return [[field, omitKeys(given, [...strict, nameLabel])] as const];
  });
  return {written: {...object, metadata: {...metadata, ...Object.fromEntries(fieldsOf)}}, leftOut};
}

function sandboxOf(name: string, spec: SandboxSpec, positions: Positions): SandboxSpec {
  const path = ['metadata', 'name'];
  const said = words().policy;
  if (!isNamespaceName(name)) {
    throw fieldRefusal({positions, path, ...said.cannotBe({name: JSON.stringify(name.slice(0, 60))})});
  }
  try {
    return sandboxNamed(spec, name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const {reserved, onlyOne, leaveOut} = said.namespaces;
    const [reason, next] = isReservedName(name) ? [reserved, said.anotherName] : [onlyOne, leaveOut];
    throw fieldRefusal({positions, path, problem: said.valueNotAllowedSince({value: name, reason}), next});
  }
}
