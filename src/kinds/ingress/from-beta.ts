import {isJsonList, isJsonObject, omitKeys, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';

/**
 * An Ingress of `v1beta1` in the fields of `networking.k8s.io/v1`. What is none of what was written there stays as it is, for
 * whoever checks it.
 */
export function ingressFromBeta(ingress: JsonObject): JsonObject {
  const {spec} = ingress;
  return isJsonObject(spec) ? {...ingress, spec: specOf(spec)} : ingress;
}

function specOf(spec: JsonObject): JsonObject {
  const {backend, rules} = spec;
  return {
    ...omitKeys(spec, ['backend']),
    ...(backend === undefined ? {} : {defaultBackend: backendOf(backend)}),
    ...(isJsonList(rules) ? {rules: rules.map(ruleOf)} : {}),
  };
}

function ruleOf(rule: JsonValue): JsonValue {
  if (!isJsonObject(rule) || !isJsonObject(rule['http']) || !isJsonList(rule['http']['paths'])) return rule;
  return {...rule, http: {...rule['http'], paths: rule['http']['paths'].map(pathOf)}};
}

function pathOf(path: JsonValue): JsonValue {
  if (!isJsonObject(path)) return path;
  // it did not have to be said
  return {pathType: 'ImplementationSpecific', ...path, backend: backendOf(path['backend'] ?? {})};
}

function backendOf(backend: JsonValue): JsonValue {
  if (!isJsonObject(backend)) return backend;
  const {serviceName: name, servicePort: port, ...rest} = backend;
  if (name === undefined && port === undefined) return backend;
  const ofPort = port === undefined ? {} : {port: {[typeof port === 'string' ? 'name' : 'number']: port}};
  return {...rest, service: {...(name === undefined ? {} : {name}), ...ofPort}};
}
