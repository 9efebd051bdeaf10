import {fieldError, type FieldError} from '../status-error.ts';
import type {Container, ContainerPort, EnvVar, PodSpec} from '../objects/pod.ts';
import {environmentName, labelName, portName} from './names.ts';
import {validatePort, validateProtocol} from './port-validation.ts';
import {validateProbes} from './probe-validation.ts';
import {validateContainerResources} from './resource-amounts.ts';

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const restartPolicies = ['Always', 'Never', 'OnFailure'];
/** Fields of the Pod that a container may be told. */
const told =
  /^(metadata\.(name|namespace|uid|labels\['.+'\]|annotations\['.+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
/** Those of which there are many, each by its key. */
const toldByKey = /^metadata\.(labels|annotations)$/;

/** @param volumes the names of those that can be mounted */
export function validateContainers(spec: PodSpec, path: string, volumes: ReadonlySet<string>): FieldError[] {
  if ((spec.containers ?? []).length === 0) return [fieldError.required(`${path}.containers`)];
  const names = new Set<string>();
  const check = (containers: Container[], group: string): FieldError[] =>
    containers.flatMap((container, at) => {
      const field = `${path}.${group}[${at}]`;
      const errors = validateContainer(container, field, volumes);
      if (names.has(container.name)) errors.push(fieldError.duplicate(`${field}.name`, container.name));
      names.add(container.name);
      if (group === 'initContainers' && container.restartPolicy !== 'Always') {
        errors.push(
          ...ofSidecars.filter((key) => container[key] !== undefined).map((key) => notWithoutStaying(field, key)),
        );
      }
      return errors;
    });
  return [...check(spec.containers, 'containers'), ...check(spec.initContainers ?? [], 'initContainers')];
}

/** What only containers that stay can have. */
const ofSidecars = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function notWithoutStaying(field: string, key: string): FieldError {
  return fieldError.forbidden(`${field}.${key}`, 'may not be set for init containers without restartPolicy=Always');
}

function validateContainer(container: Container, field: string, volumes: ReadonlySet<string>): FieldError[] {
  const {image, imagePullPolicy = 'Always', restartPolicy = 'Always'} = container;
  return [
    ...validateName(container.name, `${field}.name`),
    ...validateImage(image, `${field}.image`),
    ...(pullPolicies.includes(imagePullPolicy)
      ? []
      : [fieldError.notSupported(`${field}.imagePullPolicy`, imagePullPolicy, pullPolicies)]),
    ...validatePorts(container, `${field}.ports`),
    ...(container.env ?? []).flatMap((variable, at) => validateVariable(variable, `${field}.env[${at}]`)),
    ...validateMounts(container, field, volumes),
    ...validateContainerResources(container.resources ?? {}, `${field}.resources`),
    ...validateProbes(container, field),
    ...(restartPolicies.includes(restartPolicy)
      ? []
      : [fieldError.notSupported(`${field}.restartPolicy`, restartPolicy, restartPolicies)]),
  ];
}

function validateName(name: string | undefined, field: string): FieldError[] {
  if (name === undefined || name === '') return [fieldError.required(field)];
  return labelName(name).map((why) => fieldError.invalid(field, name, why));
}

function validateImage(image: string | undefined, field: string): FieldError[] {
  if (image === undefined || image === '') return [fieldError.required(field)];
  if (image.trim() === image) return [];
  return [fieldError.invalid(field, image, 'must not have leading or trailing whitespace')];
}

function validatePorts({ports = []}: Container, field: string): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap(({name = '', containerPort = 0, hostPort = 0, protocol}: Partial<ContainerPort>, at) => {
    const port = `${field}[${at}]`;
    const whys = name === '' ? [] : portName(name);
    const isRepeated = name !== '' && whys.length === 0 && names.has(name);
    names.add(name);
    return [
      ...whys.map((why) => fieldError.invalid(`${port}.name`, name, why)),
      ...(isRepeated ? [fieldError.duplicate(`${port}.name`, name)] : []),
      ...(containerPort === 0
        ? [fieldError.required(`${port}.containerPort`)]
        : validatePort(containerPort, `${port}.containerPort`)),
      ...(hostPort === 0 ? [] : validatePort(hostPort, `${port}.hostPort`)),
      ...validateProtocol(protocol, `${port}.protocol`),
    ];
  });
}

function validateVariable({name = '', value = '', valueFrom}: Partial<EnvVar>, field: string): FieldError[] {
  const ofName =
    name === ''
      ? [fieldError.required(`${field}.name`)]
      : environmentName(name).map((why) => fieldError.invalid(`${field}.name`, name, why));
  if (valueFrom === undefined) return ofName;
  const {fieldPath = ''} = valueFrom.fieldRef ?? {};
  const at = `${field}.valueFrom`;
  if (valueFrom.fieldRef !== undefined) ofName.push(...validateTold(fieldPath, `${at}.fieldRef.fieldPath`));
  if (value !== '') ofName.push(fieldError.invalid(at, '', 'may not be specified when `value` is not empty'));
  return ofName;
}

function validateTold(fieldPath: string, field: string): FieldError[] {
  if (fieldPath === '') return [fieldError.required(field)];
  if (told.test(fieldPath)) return [];
  if (toldByKey.test(fieldPath)) return [fieldError.notSupported(field, fieldPath, toldFields)];
  const why = `error converting fieldPath: field label not supported: ${fieldPath}`;
  return [fieldError.invalid(field, fieldPath, why)];
}

const toldFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

function validateMounts(container: Container, field: string, volumes: ReadonlySet<string>): FieldError[] {
  const paths = new Set<string>();
  return (container.volumeMounts ?? []).flatMap((mount, at) => {
    const name = `${field}.volumeMounts[${at}]`;
    const errors: FieldError[] = [];
    if ((mount.name ?? '') === '') errors.push(fieldError.required(`${name}.name`));
    else if (!volumes.has(mount.name)) errors.push(fieldError.notFound(`${name}.name`, mount.name));
    if ((mount.mountPath ?? '') === '') errors.push(fieldError.required(`${name}.mountPath`));
    else if (paths.has(mount.mountPath)) {
      errors.push(fieldError.invalid(`${name}.mountPath`, mount.mountPath, 'must be unique'));
    }
    paths.add(mount.mountPath);
    errors.push(...validatePart(mount, {field: `${field}.volumeMounts`, name}));
    return errors;
  });
}

/** Errors of paths are said of all mounts together, as the API server says them. */
function validatePart(
  {subPath = '', subPathExpr = ''}: {subPath?: string; subPathExpr?: string},
  {field, name}: {field: string; name: string},
): FieldError[] {
  const why = 'subPathExpr and subPath are mutually exclusive';
  return [
    ...validateDescending(subPath, `${field}.subPath`),
    ...(subPath !== '' && subPathExpr !== '' ? [fieldError.invalid(`${name}.subPathExpr`, subPathExpr, why)] : []),
    ...validateDescending(subPathExpr, `${field}.subPathExpr`),
  ];
}

function validateDescending(path: string, field: string): FieldError[] {
  return [
    ...(path.startsWith('/') ? [fieldError.invalid(field, path, 'must be a relative path')] : []),
    ...(path.split('/').includes('..') ? [fieldError.invalid(field, path, "must not contain '..'")] : []),
  ];
}
