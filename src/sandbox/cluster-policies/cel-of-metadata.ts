import {reasonOf, type CelCondition} from './cel-of-rules.ts';
import {celList} from '#src/kinds/fields/field-rules.ts';
import {celOfKeys} from '#src/kinds/fields/label-keys.ts';

/** Those of the cluster's own, by which it deletes in order. */
const clusterFinalizers = [
  'foregroundDeletion',
  'orphan',
  'batch.kubernetes.io/job-tracking',
  'service.kubernetes.io/load-balancer-cleanup',
  'kubernetes.io/pvc-protection',
];

const finalizers: CelCondition = {
  field: 'metadata.finalizers',
  expression: `!has(object.metadata.finalizers) || object.metadata.finalizers.all(f, f in ${celList(clusterFinalizers)})`,
};

/** What is the same in the object that is there. */
const unchanged = (field: string): string =>
  `(request.operation == "UPDATE" && has(oldObject.metadata.${field}) && oldObject.metadata.${field} == object.metadata.${field})`;

const unchangedKey = (field: string): string =>
  `(request.operation == "UPDATE" && has(oldObject.metadata.${field}) && k in oldObject.metadata.${field} && oldObject.metadata.${field}[k] == object.metadata.${field}[k])`;

/** What the API server's own admission notes on what somebody applies, before a policy sees it. */
const admissionAnnotations = ['kubernetes.io/limit-ranger'];

/** … and the finalizer that it gives every claim, which goes when no Pod uses it. */
const isOfAdmission =
  '(request.resource.resource == "persistentvolumeclaims" && object.metadata.finalizers == ["kubernetes.io/pvc-protection"])';

const keyedFields = [
  ['label', 'labels'],
  ['annotation', 'annotations'],
] as const;

/**
 * Of an object's own metadata. Controllers, the network and others of the cluster's write there too, so learners are held
 * to the rules in what they write, and not in what they leave as it is.
 */
export const objectMetadata: readonly CelCondition[] = [
  finalizers,
  ...(['finalizers', 'generateName', 'ownerReferences'] as const).map((field) => ({
    field: `metadata.${field}`,
    expression: `!variables.isLearner || !has(object.metadata.${field}) || ${unchanged(field)}${field === 'finalizers' ? ` || ${isOfAdmission}` : ''}`,
  })),
  ...keyedFields.map(([what, field]) => {
    const noted = what === 'annotation' ? `k in ${celList(admissionAnnotations)} || ` : '';
    const isAllowed = `${noted}${celOfKeys[what]('k')} || ${unchangedKey(field)}`;
    return {
      field: `metadata.${field}`,
      because: reasonOf('keyMayBeActedOn'),
      expression: `!variables.isLearner || !has(object.metadata.${field}) || object.metadata.${field}.all(k, ${isAllowed})`,
      offenders: offendingKeys({at: `object.metadata.${field}`, field: `metadata.${field}`, isAllowed}),
    };
  }),
];

/** Of the metadata of a template, which stands at `path` of the object: `spec.template.metadata`. */
export function templateMetadata(path: readonly string[]): readonly CelCondition[] {
  return keyedFields.map(([what, field]) => {
    const metadata = ['object', ...path].join('.');
    const named = [...path, field].join('.');
    const isAllowed = celOfKeys[what]('k');
    return {
      field: named,
      because: reasonOf('keyMayBeActedOn'),
      expression: `!has(${metadata}) || !has(${metadata}.${field}) || ${metadata}.${field}.all(k, ${isAllowed})`,
      offenders: offendingKeys({at: `${metadata}.${field}`, field: named, isAllowed}),
    };
  });
}

interface Keys {
  readonly at: string;
  readonly field: string;
  /** In CEL, of the key `k`. */
  readonly isAllowed: string;
}

function offendingKeys({at, field, isAllowed}: Keys): string {
  return `${at}.filter(k, !(${isAllowed})).map(k, "${field}[" + k + "]: ${reasonOf('keyMayBeActedOn')}").join("; ")`;
}
