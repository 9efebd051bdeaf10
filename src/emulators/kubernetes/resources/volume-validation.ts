import {fieldError, type FieldError} from '../status-error.ts';
import type {KeyToPath, PodSpec, Volume, VolumeProjection} from '../objects/pod.ts';
import {labelName} from './names.ts';

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

interface CheckedVolumes {
  errors: FieldError[];
  /** The names of those that a container can mount: what is wrong with one hides it. */
  mountable: ReadonlySet<string>;
}

export function validateVolumes({volumes = []}: PodSpec, path: string): CheckedVolumes {
  const mountable = new Set<string>();
  const seen = new Set<string>();
  const errors = volumes.flatMap((volume, at) => {
    const field = `${path}.volumes[${at}]`;
    const ofVolume = [...validateName(volume.name, `${field}.name`, seen), ...validateSource(volume, field)];
    seen.add(volume.name);
    if (ofVolume.length === 0) mountable.add(volume.name);
    return ofVolume;
  });
  return {errors, mountable};
}

function validateName(name: string | undefined, field: string, seen: ReadonlySet<string>): FieldError[] {
  if (name === undefined || name === '') return [fieldError.required(field)];
  const errors = labelName(name).map((why) => fieldError.invalid(field, name, why));
  return seen.has(name) ? [...errors, fieldError.duplicate(field, name)] : errors;
}

function validateSource(volume: Volume, field: string): FieldError[] {
  const sources = Object.keys(volume).filter((key) => key !== 'name');
  const {hostPath, configMap, secret, persistentVolumeClaim, projected} = volume;
  const required = (part: string, value: string | undefined): FieldError[] =>
    (value ?? '') === '' ? [fieldError.required(`${field}.${part}`)] : [];
  return [
    ...(sources.length > 1
      ? [fieldError.forbidden(`${field}.${sources[1]}`, 'may not specify more than 1 volume type')]
      : []),
    ...(hostPath === undefined ? [] : validateHostPath(hostPath, `${field}.hostPath`)),
    ...(configMap === undefined ? [] : required('configMap.name', configMap.name)),
    ...validateItems(configMap?.items, `${field}.configMap.items`),
    ...(secret === undefined ? [] : required('secret.secretName', secret.secretName)),
    ...validateItems(secret?.items, `${field}.secret.items`),
    ...(projected?.sources ?? []).flatMap((source, at) => validatePart(source, `${field}.projected.sources[${at}]`)),
    ...(persistentVolumeClaim === undefined
      ? []
      : required('persistentVolumeClaim.claimName', persistentVolumeClaim.claimName)),
  ];
}

function validatePart({secret, configMap}: VolumeProjection, field: string): FieldError[] {
  return [...validateKeyed(secret, `${field}.secret`), ...validateKeyed(configMap, `${field}.configMap`)];
}

function validateKeyed(source: VolumeProjection['secret'], field: string): FieldError[] {
  if (source === undefined) return [];
  const errors = validateItems(source.items, `${field}.items`);
  return (source.name ?? '') === '' ? [fieldError.required(`${field}.name`), ...errors] : errors;
}

function validateItems(items: readonly Partial<KeyToPath>[] = [], field: string): FieldError[] {
  return items.flatMap(({key = '', path = ''}, at) => [
    ...(key === '' ? [fieldError.required(`${field}[${at}].key`)] : []),
    ...(path === '' ? [fieldError.required(`${field}[${at}].path`)] : validateInside(path, `${field}[${at}].path`)),
  ]);
}

function validateInside(path: string, field: string): FieldError[] {
  if (path.startsWith('/')) return [fieldError.invalid(field, path, 'must be a relative path')];
  const errors = noWayUp(path, field);
  if (path.startsWith('..') && !path.startsWith('../')) {
    errors.push(fieldError.invalid(field, path, "must not start with '..'"));
  }
  return errors;
}

function noWayUp(path: string, field: string): FieldError[] {
  return path.split('/').includes('..') ? [fieldError.invalid(field, path, "must not contain '..'")] : [];
}

function validateHostPath({path, type = ''}: {path: string; type?: string}, field: string): FieldError[] {
  return [
    ...((path ?? '') === '' ? [fieldError.required(`${field}.path`)] : noWayUp(path, `${field}.path`)),
    ...(hostPathTypes.includes(type) ? [] : [fieldError.notSupported(`${field}.type`, type, hostPathTypes)]),
  ];
}
