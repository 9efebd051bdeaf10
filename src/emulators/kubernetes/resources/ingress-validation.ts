import {isIP} from 'node:net';
import {fieldError, type FieldError} from '../status-error.ts';
import {labelName, pathSegmentName, portName, subdomainName, wildcardName} from './names.ts';
import {validatePort} from './port-validation.ts';

interface IngressBackend {
  service?: {name?: string; port?: {name?: string; number?: number}};
  resource?: {apiGroup?: string; kind?: string; name?: string};
}

interface HttpPath {
  path?: string;
  pathType?: string;
  backend?: IngressBackend;
}

export interface IngressSpec {
  ingressClassName?: string;
  defaultBackend?: IngressBackend;
  tls?: {hosts?: string[]; secretName?: string}[];
  rules?: {host?: string; http?: {paths?: HttpPath[]}}[];
}

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const invalidSequences = ['//', '/./', '/../', '%2f', '%2F'];
const invalidEnds = ['/..', '/.'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go */
export function validateIngress(spec: IngressSpec): FieldError[] {
  const {rules, defaultBackend, tls = [], ingressClassName} = spec;
  return [
    ...((rules ?? []).length === 0 && defaultBackend === undefined
      ? [fieldError.invalid('spec', rules ?? null, 'either `defaultBackend` or `rules` must be specified')]
      : []),
    ...(defaultBackend === undefined ? [] : validateBackend(defaultBackend, 'spec.defaultBackend')),
    ...(rules ?? []).flatMap(validateRule),
    ...tls.flatMap(validateTls),
    ...(ingressClassName === undefined
      ? []
      : subdomainName(ingressClassName).map((why) =>
          fieldError.invalid('spec.ingressClassName', ingressClassName, why),
        )),
  ];
}

type Rule = NonNullable<IngressSpec['rules']>[number];
type Tls = NonNullable<IngressSpec['tls']>[number];

function validateRule({host = '', http}: Rule, at: number): FieldError[] {
  const ofHost = validateHost(host, `spec.rules[${at}].host`);
  return http === undefined ? ofHost : [...ofHost, ...validatePaths(http.paths ?? [], `spec.rules[${at}].http.paths`)];
}

function validateTls({hosts = [], secretName = ''}: Tls, at: number): FieldError[] {
  const ofHosts = hosts.flatMap((host, index) => named(host, `spec.tls[${at}].hosts[${index}]`));
  const ofSecret = secretName === '' ? [] : subdomainName(secretName);
  return [...ofHosts, ...ofSecret.map((why) => fieldError.invalid(`spec.tls[${at}].secretName`, secretName, why))];
}

function validateHost(host: string, field: string): FieldError[] {
  if (host === '') return [];
  const isAddress = isIP(host) !== 0;
  return [
    ...(isAddress ? [fieldError.invalid(field, host, 'must be a DNS name, not an IP address')] : []),
    ...named(host, field),
  ];
}

function named(host: string, field: string): FieldError[] {
  const rule = host.includes('*') ? wildcardName : subdomainName;
  return rule(host).map((why) => fieldError.invalid(field, host, why));
}

function validatePaths(paths: readonly HttpPath[], field: string): FieldError[] {
  if (paths.length === 0) return [fieldError.required(field)];
  return paths.flatMap((path, at) => validatePath(path, `${field}[${at}]`));
}

function validatePath({path = '', pathType, backend = {}}: HttpPath, field: string): FieldError[] {
  if (pathType === undefined) return [fieldError.required(`${field}.pathType`, 'pathType must be specified')];
  const wrong = (why: string): FieldError => fieldError.invalid(`${field}.path`, path, why);
  const isRelative = !path.startsWith('/');
  const isOwn = pathType === 'ImplementationSpecific';
  return [
    ...(!pathTypes.includes(pathType)
      ? [fieldError.notSupported(`${field}.pathType`, pathType, pathTypes)]
      : isRelative && !(isOwn && path === '')
        ? [wrong('must be an absolute path')]
        : []),
    ...(pathTypes.includes(pathType) && !isOwn
      ? [
          ...invalidSequences.filter((one) => path.includes(one)).map((one) => wrong(`must not contain '${one}'`)),
          ...invalidEnds.filter((one) => path.endsWith(one)).map((one) => wrong(`cannot end with '${one}'`)),
        ]
      : []),
    ...validateBackend(backend, `${field}.backend`),
  ];
}

function validateBackend({service, resource}: IngressBackend, field: string): FieldError[] {
  if (service !== undefined && resource !== undefined) {
    return [fieldError.invalid(field, '', 'cannot set both resource and service backends')];
  }
  if (resource !== undefined) return validateReference(resource, `${field}.resource`);
  if (service === undefined) return [fieldError.invalid(field, '', 'resource or service backend is required')];
  const {name = '', port = {}} = service;
  return [
    ...(name === ''
      ? [fieldError.required(`${field}.service.name`)]
      : labelName(name).map((why) => fieldError.invalid(`${field}.service.name`, name, why))),
    ...validateServicePort(port, field),
  ];
}

function validateServicePort({name = '', number = 0}: {name?: string; number?: number}, field: string): FieldError[] {
  if (name !== '' && number !== 0) return [fieldError.invalid(field, '', 'cannot set both port name & port number')];
  if (name !== '') {
    return portName(name).map((why) => fieldError.invalid(`${field}.service.port.name`, name, why));
  }
  if (number !== 0) return validatePort(number, `${field}.service.port.number`);
  return [fieldError.required(field, 'port name or number is required')];
}

/** A reference to an object of any kind in the same namespace, or in none. */
export function validateReference(
  {apiGroup, kind = '', name = ''}: {apiGroup?: string | undefined; kind?: string; name?: string},
  field: string,
): FieldError[] {
  const segment = (part: string, value: string): FieldError[] =>
    value === ''
      ? [fieldError.required(`${field}.${part}`)]
      : pathSegmentName(value).map((why) => fieldError.invalid(`${field}.${part}`, value, why));
  return [
    ...(apiGroup === undefined
      ? []
      : subdomainName(apiGroup).map((why) => fieldError.invalid(`${field}.apiGroup`, apiGroup, why))),
    ...segment('kind', kind),
    ...segment('name', name),
  ];
}
