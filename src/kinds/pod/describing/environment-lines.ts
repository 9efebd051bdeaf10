import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {Amounts, Container, EnvironmentVariable} from '../pod-spec.ts';
import {noQuantity, parseQuantity, timesIn, wholeQuantity, type Quantity} from '#src/kubernetes/quantity.ts';

/**
 * `Environment Variables from:` and `Environment:` of a container. Fields of the Pod have a value where there is a
 * `pod`, in a template they have none.
 */
export function environmentLines(container: Container, pod: KubernetesObject | undefined): readonly string[] {
  const sources = container.envFrom ?? [];
  const variables = container.env ?? [];
  return [
    ...(sources.length === 0 ? [] : ['    Environment Variables from:']),
    ...sources.map(({prefix, configMapRef, secretRef}) => {
      const {name = '', optional = false} = configMapRef ?? secretRef ?? {};
      const kind = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
      return `      ${name}\t${kind}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${optional}`;
    }),
    variables.length === 0 ? '    Environment:\t<none>' : '    Environment:',
    ...variables.flatMap((variable) => variableLines(variable, container, pod)),
  ];
}

function variableLines(
  {name, value, valueFrom}: EnvironmentVariable,
  {resources}: Container,
  pod: KubernetesObject | undefined,
): readonly string[] {
  if (!valueFrom) {
    return value.split('\n').map((line, index) => (index === 0 ? `      ${name}:\t${line}` : `      \t${line}`));
  }
  const {fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef} = valueFrom;
  if (fieldRef) {
    const found = pod === undefined ? '' : fieldOf(pod, fieldRef.fieldPath);
    return [`      ${name}:\t${found} (${fieldRef.apiVersion}:${fieldRef.fieldPath})`];
  }
  if (resourceFieldRef) {
    const {resource, divisor} = resourceFieldRef;
    return [`      ${name}:\t${amountOf(resources, resource, String(divisor))} (${resource})`];
  }
  const reference = secretKeyRef ?? configMapKeyRef;
  if (!reference) return [];
  const source = secretKeyRef ? 'in secret' : 'of config map';
  return [
    `      ${name}:\t<set to the key '${reference.key}' ${source} '${reference.name}'>\tOptional: ${reference.optional}`,
  ];
}

/** The fields of a Pod that kubectl looks up; it leaves the others empty. */
function fieldOf({metadata}: KubernetesObject, path: string): string {
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    default:
      return '';
  }
}

function amountOf(resources: Container['resources'], resource: string, divisor: string): string {
  const [kind = '', name = ''] = resource.split('.');
  const amounts: Amounts | null | undefined = kind === 'limits' ? resources.limits : resources.requests;
  const isOfBytes = name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-');
  if (name !== 'cpu' && !isOfBytes) return '';
  const read = (text: string | undefined): Quantity => {
    const quantity = text === undefined ? noQuantity : parseQuantity(text);
    return isOfBytes ? wholeQuantity(quantity) : quantity;
  };
  const times = timesIn(read(amounts?.[name]), read(divisor));
  const isUnlimited = times === '0' && (resource === 'limits.cpu' || resource === 'limits.memory');
  return isUnlimited ? 'node allocatable' : times;
}
