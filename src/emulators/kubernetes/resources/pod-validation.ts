import {fieldError, type FieldError} from '../api/status-error.ts';
import {isEqual} from '../json.ts';
import type {Container, Pod, PodSpec} from '../objects/pod.ts';
import {validateAffinity} from './affinity-validation.ts';
import {labelName} from './names.ts';
import {validateContainerResources} from './resource-amounts.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export function validatePodSpec(spec: PodSpec | undefined, path: string): FieldError[] {
  if (spec === undefined) return [fieldError.required(`${path}.containers`)];
  const errors = [...validateVolumes(spec, path), ...validateContainers(spec, path)];
  const {restartPolicy = 'Always', terminationGracePeriodSeconds = 0} = spec;
  if (!RESTART_POLICIES.includes(restartPolicy)) {
    errors.push(fieldError.notSupported(`${path}.restartPolicy`, restartPolicy, RESTART_POLICIES));
  }
  if (terminationGracePeriodSeconds < 0) {
    errors.push(
      fieldError.invalid(
        `${path}.terminationGracePeriodSeconds`,
        terminationGracePeriodSeconds,
        'must be greater than or equal to 0',
      ),
    );
  }
  return [...errors, ...validateAffinity(spec, path)];
}

function invalidLabel(field: string, name: string): FieldError[] {
  return labelName(name).map((why) => fieldError.invalid(field, name, why));
}

function validateVolumes(spec: PodSpec, path: string): FieldError[] {
  const seen = new Set<string>();
  return (spec.volumes ?? []).flatMap((volume, at) => {
    const field = `${path}.volumes[${at}]`;
    const errors: FieldError[] = [];
    if (volume.name === undefined || volume.name === '') errors.push(fieldError.required(`${field}.name`));
    else errors.push(...invalidLabel(`${field}.name`, volume.name));

    if (seen.has(volume.name ?? '')) errors.push(fieldError.duplicate(`${field}.name`, volume.name));
    seen.add(volume.name);
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (sources.length > 1) {
      errors.push(fieldError.forbidden(`${field}.${sources[1]}`, 'may not specify more than 1 volume type'));
    }
    if (volume.hostPath !== undefined) errors.push(...validateHostPath(volume.hostPath, `${field}.hostPath`));
    if (volume.configMap !== undefined && (volume.configMap.name ?? '') === '') {
      errors.push(fieldError.required(`${field}.configMap.name`));
    }
    return errors;
  });
}

function validateHostPath({path, type = ''}: {path: string; type?: string}, field: string): FieldError[] {
  const errors: FieldError[] = [];
  if ((path ?? '') === '') errors.push(fieldError.required(`${field}.path`));
  else if (path.split('/').includes('..'))
    errors.push(fieldError.invalid(`${field}.path`, path, "must not contain '..'"));
  if (!HOST_PATH_TYPES.includes(type)) errors.push(fieldError.notSupported(`${field}.type`, type, HOST_PATH_TYPES));
  return errors;
}

function validateContainers(spec: PodSpec, path: string): FieldError[] {
  if ((spec.containers ?? []).length === 0) return [fieldError.required(`${path}.containers`)];
  const volumes = new Set((spec.volumes ?? []).map(({name}) => name));
  const names = new Set<string>();
  const check = (containers: Container[], group: string): FieldError[] =>
    containers.flatMap((container, at) => {
      const field = `${path}.${group}[${at}]`;
      const errors = validateContainer(container, field, volumes);
      if (names.has(container.name)) errors.push(fieldError.duplicate(`${field}.name`, container.name));
      names.add(container.name);
      return errors;
    });
  return [...check(spec.containers, 'containers'), ...check(spec.initContainers ?? [], 'initContainers')];
}

function validateContainer(container: Container, field: string, volumes: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  if ((container.name ?? '') === '') errors.push(fieldError.required(`${field}.name`));
  else errors.push(...invalidLabel(`${field}.name`, container.name));
  if ((container.image ?? '') === '') errors.push(fieldError.required(`${field}.image`));
  else if (container.image.trim() !== container.image) {
    errors.push(fieldError.invalid(`${field}.image`, container.image, 'must not have leading or trailing whitespace'));
  }
  const {imagePullPolicy = 'Always'} = container;
  if (!PULL_POLICIES.includes(imagePullPolicy)) {
    errors.push(fieldError.notSupported(`${field}.imagePullPolicy`, imagePullPolicy, PULL_POLICIES));
  }
  for (const [at, port] of (container.ports ?? []).entries()) {
    const name = `${field}.ports[${at}]`;
    if (port.containerPort === undefined) errors.push(fieldError.required(`${name}.containerPort`));
    else if (!isPort(port.containerPort)) {
      errors.push(fieldError.invalid(`${name}.containerPort`, port.containerPort, PORT_RULE));
    }
    if (!PROTOCOLS.includes(port.protocol ?? 'TCP')) {
      errors.push(fieldError.notSupported(`${name}.protocol`, port.protocol, PROTOCOLS));
    }
  }
  for (const [at, variable] of (container.env ?? []).entries()) {
    if ((variable.name ?? '') === '') errors.push(fieldError.required(`${field}.env[${at}].name`));
  }
  errors.push(...validateMounts(container, field, volumes));
  return [...errors, ...validateContainerResources(container.resources ?? {}, `${field}.resources`)];
}

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
    return errors;
  });
}

const PORT_RULE = 'must be between 1 and 65535, inclusive';

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

const MUTABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** A Pod's spec is fixed once it exists, images and a few other fields aside. */
export function validatePodUpdate(pod: Pod, old: Pod): FieldError[] {
  if (isEqual(fixedPart(pod.spec), fixedPart(old.spec))) return [];
  return [fieldError.forbidden('spec', MUTABLE)];
}

function fixedPart(spec: PodSpec): unknown {
  const withoutImage = (container: Container): unknown => ({...container, image: ''});
  return {
    ...spec,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    containers: spec.containers.map(withoutImage),
    initContainers: spec.initContainers?.map(withoutImage),
  };
}
