import type {Container, EnvVar, Pod} from '../objects/pod.ts';
import {configMaps} from '../resources/config-maps.ts';
import {secrets} from '../resources/secrets.ts';
import type {Store} from '../store/store.ts';

/** A variable that cannot be set; shown as CreateContainerConfigError. */
export class EnvironmentError extends Error {}

/**
 * A container's environment variables, with `$(NAME)` replaced by those before.
 * @throws EnvironmentError
 */
export function containerEnvironment(store: Store, pod: Pod, container: Container): Record<string, string> {
  const {namespace} = pod.metadata;
  const result: Record<string, string> = {};
  for (const {prefix = '', configMapRef, secretRef} of container.envFrom ?? []) {
    const data =
      configMapRef === undefined
        ? secretData(store, namespace, secretRef?.name ?? '', secretRef?.optional)
        : configData(store, namespace, configMapRef.name, configMapRef.optional);
    for (const [key, value] of Object.entries(data)) result[prefix + key] = value;
  }
  for (const variable of container.env ?? []) {
    const value = variableValue(store, pod, variable);
    if (value !== undefined)
      result[variable.name] = value.replaceAll(/\$\(([\w.-]+)\)/g, (whole, name: string) => result[name] ?? whole);
  }
  return result;
}

function variableValue(store: Store, pod: Pod, {value, valueFrom}: EnvVar): string | undefined {
  if (valueFrom === undefined) return value ?? '';
  const {namespace} = pod.metadata;
  const {fieldRef, configMapKeyRef, secretKeyRef} = valueFrom;
  if (fieldRef !== undefined) return fieldValue(pod, fieldRef.fieldPath);
  const reference = configMapKeyRef ?? secretKeyRef;
  if (reference === undefined) throw new EnvironmentError('this emulated cluster does not support resourceFieldRef');
  const {name = '', key, optional} = reference;
  const isConfigMap = configMapKeyRef !== undefined;
  const data = isConfigMap
    ? configData(store, namespace, name, optional)
    : secretData(store, namespace, name, optional);
  const found = data[key];
  if (found !== undefined || optional === true) return found;
  throw new EnvironmentError(
    `couldn't find key ${key} in ${isConfigMap ? 'ConfigMap' : 'Secret'} ${namespace}/${name}`,
  );
}

function configData(
  store: Store,
  namespace: string | undefined,
  name: string,
  optional = false,
): Record<string, string> {
  const found = store.get(configMaps, namespace, name);
  if (found === undefined && !optional) throw new EnvironmentError(`configmap "${name}" not found`);
  return found?.data ?? {};
}

function secretData(
  store: Store,
  namespace: string | undefined,
  name: string,
  optional = false,
): Record<string, string> {
  const found = store.get(secrets, namespace, name);
  if (found === undefined && !optional) throw new EnvironmentError(`secret "${name}" not found`);
  const entries = Object.entries(found?.data ?? {});
  return Object.fromEntries(entries.map(([key, data]) => [key, Buffer.from(data, 'base64').toString('utf8')]));
}

function fieldValue({metadata, spec, status}: Pod, path: string): string {
  const [, kind, key = ''] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path) ?? [];
  if (kind === 'labels') return metadata.labels?.[key] ?? '';
  if (kind === 'annotations') return metadata.annotations?.[key] ?? '';
  const values: Readonly<Record<string, string | undefined>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec.nodeName,
    'spec.serviceAccountName': spec.serviceAccountName,
    'status.hostIP': status.hostIP,
    'status.podIP': status.podIP,
  };
  return values[path] ?? '';
}
