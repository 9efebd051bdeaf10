import {fieldError, type FieldError} from '../api/status-error.ts';
import {isEqual} from '../json.ts';
import type {LabelSelector} from '../objects/kube-object.ts';
import type {PodTemplate} from '../objects/pod.ts';
import {matchesLabelSelector} from '../store/selectors.ts';
import {goMap, goSelector, invalidInGo} from './go-text.ts';
import {validatePodSpec} from './pod-validation.ts';

/** The part of a spec that Deployments and ReplicaSets have in common; a writer may have left any of it out. */
interface ReplicatedSpec {
  replicas?: number;
  selector?: LabelSelector;
  template?: PodTemplate;
  minReadySeconds?: number;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go */
export function validateReplicatedSpec(spec: ReplicatedSpec): FieldError[] {
  const {replicas, selector, template, minReadySeconds} = spec;
  return [
    ...validateNotNegative('spec.replicas', replicas),
    ...validateSelector(selector),
    ...validateTemplate(template, selector),
    ...validateNotNegative('spec.minReadySeconds', minReadySeconds),
  ];
}

export function validateNotNegative(field: string, value: number | undefined): FieldError[] {
  if (value === undefined || value >= 0) return [];
  return [fieldError.invalid(field, value, 'must be greater than or equal to 0')];
}

/** An `apps/v1` selector is the same for life. */
export function validateSameSelector(selector: LabelSelector, old: LabelSelector): FieldError[] {
  if (isEqual(selector, old)) return [];
  return [invalidInGo('spec.selector', goSelector(selector), 'field is immutable')];
}

function validateSelector(selector: LabelSelector | undefined): FieldError[] {
  if (selector === undefined) return [fieldError.required('spec.selector')];
  // A ReplicaSet's message names a deployment too: the real server shares the text.
  return isEmpty(selector)
    ? [invalidInGo('spec.selector', goSelector(selector), 'empty selector is invalid for deployment')]
    : [];
}

function validateTemplate(template: PodTemplate | undefined, selector: LabelSelector | undefined): FieldError[] {
  const errors: FieldError[] = [];
  const labels = template?.metadata?.labels ?? {};
  if (!isEmpty(selector) && !matchesLabelSelector(selector, labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.push(invalidInGo('spec.template.metadata.labels', goMap(labels), detail));
  }
  errors.push(...validatePodSpec(template?.spec, 'spec.template.spec'));
  const {restartPolicy = 'Always'} = template?.spec ?? {};
  if (restartPolicy !== 'Always') {
    errors.push(fieldError.notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  }
  return errors;
}

function isEmpty(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;
}
