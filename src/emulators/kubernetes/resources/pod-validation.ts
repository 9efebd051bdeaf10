import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {Container, Pod, PodSpec} from '../objects/pod.ts';
import {validateAffinity} from './affinity-validation.ts';
import {validateContainers} from './container-validation.ts';
import {validateLabels} from './metadata-validation.ts';
import {labelName, subdomainName, type NameRule} from './names.ts';
import {validateTolerations} from './toleration-validation.ts';
import {validateVolumes} from './volume-validation.ts';

const restartPolicies = ['Always', 'OnFailure', 'Never'];
const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const maxDeadlineSeconds = 2_147_483_647;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export function validatePodSpec(spec: PodSpec | undefined, path: string): FieldError[] {
  if (spec === undefined) return [fieldError.required(`${path}.containers`)];
  const {errors, mountable} = validateVolumes(spec, path);
  const {restartPolicy = 'Always', dnsPolicy = 'ClusterFirst', activeDeadlineSeconds} = spec;
  const oneOf = (part: string, value: string, known: readonly string[]): FieldError[] =>
    known.includes(value) ? [] : [fieldError.notSupported(`${path}.${part}`, value, known)];
  const called = (part: string, name: string | undefined, rule: NameRule): FieldError[] =>
    (name ?? '') === '' ? [] : rule(name ?? '').map((why) => fieldError.invalid(`${path}.${part}`, name, why));
  const isTooSoon = activeDeadlineSeconds !== undefined && activeDeadlineSeconds < 1;
  return [
    ...errors,
    ...validateContainers(spec, path, mountable),
    ...oneOf('restartPolicy', restartPolicy, restartPolicies),
    ...oneOf('dnsPolicy', dnsPolicy, dnsPolicies),
    ...validateLabels(`${path}.nodeSelector`, spec.nodeSelector),
    // That of a Pod is looked for before anything is validated.
    ...(path === 'spec' ? [] : called('serviceAccountName', spec.serviceAccountName, subdomainName)),
    ...called('nodeName', spec.nodeName, subdomainName),
    ...(isTooSoon
      ? [
          fieldError.invalid(
            `${path}.activeDeadlineSeconds`,
            activeDeadlineSeconds,
            `must be between 1 and ${maxDeadlineSeconds}, inclusive`,
          ),
        ]
      : []),
    ...called('hostname', spec.hostname, labelName),
    ...called('subdomain', spec.subdomain, labelName),
    ...validateTolerations(spec, path),
    ...validateAffinity(spec, path),
  ];
}

const mutable =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** A Pod's spec is fixed once it exists, images and a few other fields aside. */
export function validatePodUpdate(pod: Pod, old: Pod): FieldError[] {
  if (isEqual(fixedPart(pod.spec), fixedPart(old.spec))) return [];
  return [fieldError.forbidden('spec', mutable)];
}

function fixedPart(spec: PodSpec): unknown {
  const withoutImage = (container: Container): unknown => ({...container, image: ''});
  return {
    ...spec,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    containers: (spec.containers ?? []).map(withoutImage),
    initContainers: spec.initContainers?.map(withoutImage),
  };
}
