import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {LabelSelector} from '../objects/kube-object.ts';
import type {PodTemplate} from '../objects/pod.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import {goMap, goSelector} from './go-text.ts';
import {isPercent} from './int-or-percent.ts';
import {validateAnnotations, validateLabels} from './metadata-validation.ts';
import {labelValue, qualifiedName} from './names.ts';
import {validatePodSpec} from './pod-validation.ts';

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

/** The part of a spec that Deployments, ReplicaSets and DaemonSets share; a writer may have left any of it out. */
interface WorkloadSpec {
  selector?: LabelSelector;
  template?: PodTemplate;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go */
export function validateReplicatedTemplate(spec: WorkloadSpec): FieldError[] {
  const {selector, template} = spec;
  const ofSelector = validateSelector(selector);
  return [
    ...ofSelector,
    // A template is not held against a selector that cannot be read.
    ...(selector !== undefined && ofSelector.length > 0 && !isEmptySelector(selector)
      ? []
      : validateTemplate(template, selector, 'ReplicaSet')),
  ];
}

export function validateNotNegative(field: string, value: number | undefined): FieldError[] {
  if (value === undefined || value >= 0) return [];
  return [fieldError.invalid(field, value, 'must be greater than or equal to 0')];
}

/** A number of Pods, or a percentage of all. */
export function validateIntOrPercent(field: string, value: number | string): FieldError[] {
  if (typeof value === 'number') return validateNotNegative(field, value);
  if (isPercent(value)) return [];
  const detail =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return [fieldError.invalid(field, value, detail)];
}

export function validateAtMostAll(field: string, value: number | string): FieldError[] {
  if (!isPercent(value) || Number.parseInt(value, 10) <= 100) return [];
  return [fieldError.invalid(field, value, 'must not be greater than 100%')];
}

/** An `apps/v1` selector is the same for life. */
export function validateSameSelector(selector: LabelSelector, old: LabelSelector): FieldError[] {
  if (isEqual(selector, old)) return [];
  return [fieldError.invalid('spec.selector', goSelector(selector), 'field is immutable')];
}

/** What is wrong with a selector's own parts, whatever it is to select. */
export function validateLabelSelector(
  {matchLabels, matchExpressions = []}: LabelSelector,
  path = 'spec.selector',
): FieldError[] {
  return [
    ...validateLabels(`${path}.matchLabels`, matchLabels),
    ...matchExpressions.flatMap((expression, at) => validateExpression(expression, `${path}.matchExpressions[${at}]`)),
  ];
}

function validateExpression({key, operator, values = []}: Expression, field: string): FieldError[] {
  const ofParts = [
    ...qualifiedName(key).map((why) => fieldError.invalid(`${field}.key`, key, why)),
    ...values.flatMap((value, index) =>
      labelValue(value).map((why) => fieldError.invalid(`${field}.values[${index}]`, value, why)),
    ),
  ];
  if (operator === 'In' || operator === 'NotIn') {
    const why = "must be specified when `operator` is 'In' or 'NotIn'";
    return values.length === 0 ? [fieldError.required(`${field}.values`, why), ...ofParts] : ofParts;
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    return values.length === 0 ? ofParts : [fieldError.forbidden(`${field}.values`, why), ...ofParts];
  }
  return [fieldError.invalid(`${field}.operator`, operator, 'not a valid selector operator'), ...ofParts];
}

function validateSelector(selector: LabelSelector | undefined): FieldError[] {
  if (selector === undefined) return [fieldError.required('spec.selector')];
  const shown = goSelector(selector);
  // A ReplicaSet's message names a deployment too: the real server shares the text.
  if (isEmptySelector(selector))
    return [fieldError.invalid('spec.selector', shown, 'empty selector is invalid for deployment')];
  const errors = validateLabelSelector(selector);
  return errors.length === 0 ? [] : [...errors, fieldError.invalid('spec.selector', shown, 'invalid label selector')];
}

/** @param owner the kind that the texts name; a Deployment's name a ReplicaSet too */
export function validateTemplate(
  template: PodTemplate | undefined,
  selector: LabelSelector | undefined,
  owner: 'DaemonSet' | 'ReplicaSet' | 'StatefulSet',
): FieldError[] {
  const {labels = {}, annotations = {}} = template?.metadata ?? {};
  const {restartPolicy = 'Always', activeDeadlineSeconds} = template?.spec ?? {};
  const path = 'spec.template.spec';
  return [
    ...validateMatch(labels, selector),
    ...validateLabels('spec.template.labels', labels),
    ...validateAnnotations('spec.template.annotations', annotations),
    ...validatePodSpec(template?.spec, path),
    ...(restartPolicy === 'Always'
      ? []
      : [fieldError.notSupported(`${path}.restartPolicy`, restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? []
      : [fieldError.forbidden(`${path}.activeDeadlineSeconds`, `activeDeadlineSeconds in ${owner} is not Supported`)]),
  ];
}

function validateMatch(labels: Record<string, string>, selector: LabelSelector | undefined): FieldError[] {
  if (selector !== undefined && (isEmptySelector(selector) || matchesLabelSelector(selector, labels))) return [];
  // What no selector can be read from matches nothing and misses nothing.
  if (selector !== undefined && validateLabelSelector(selector).length > 0) return [];
  const detail = '`selector` does not match template `labels`';
  return [fieldError.invalid('spec.template.metadata.labels', goMap(labels), detail)];
}

export function isEmptySelector({matchLabels = {}, matchExpressions = []}: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}
