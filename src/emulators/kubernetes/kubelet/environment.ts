import type {Container, EnvVar, Pod} from '../objects/pod.ts';
import {configMaps} from '../resources/config-maps.ts';
import {secrets} from '../resources/secrets.ts';
import type {Store} from '../store/store.ts';
import {fieldText, resourceText} from './downward-api.ts';

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
    const value = variableValue(store, {pod, container}, variable);
    if (value !== undefined)
      result[variable.name] = value.replaceAll(/\$\(([\w.-]+)\)/g, (whole, name: string) => result[name] ?? whole);
  }
  return result;
}

function variableValue(
  store: Store,
  {pod, container}: {pod: Pod; container: Container},
  {value, valueFrom}: EnvVar,
): string | undefined {
  if (valueFrom === undefined) return value ?? '';
  const {namespace} = pod.metadata;
  const {fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef} = valueFrom;
  if (fieldRef !== undefined) return fieldText(pod, fieldRef);
  if (resourceFieldRef !== undefined) {
    const {containerName = container.name} = resourceFieldRef;
    return resourceText(store, pod, containerOf(pod, containerName), resourceFieldRef);
  }
  const reference = configMapKeyRef ?? secretKeyRef;
  if (reference === undefined) return '';
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

function containerOf({spec}: Pod, name: string): Container {
  const found = [...spec.containers, ...(spec.initContainers ?? [])].find((one) => one.name === name);
  if (found === undefined) throw new EnvironmentError(`container ${name} not found`);
  return found;
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
