import type {KubeObject} from '../objects/kube-object.ts';
import {kind, object, string} from '../schema/schema.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validateReference} from './ingress-validation.ts';
import {subdomainName} from './names.ts';
import {defineType} from './resource-type.ts';

interface Parameters {
  apiGroup?: string;
  kind?: string;
  name?: string;
  scope?: string;
  namespace?: string;
}

interface IngressClass extends KubeObject {
  spec?: {controller?: string; parameters?: Parameters};
}

const longestController = 250;
const scopes = ['Cluster', 'Namespace'];
const pathText = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const pathPattern = new RegExp(`^${pathText}$`, 'u');

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-class-v1/ */
export const ingressClasses = defineType<IngressClass>({
  group: 'networking.k8s.io',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  kind: 'IngressClass',
  namespaced: false,
  schema: kind('IngressClass', {
    spec: object('IngressClassSpec', {
      controller: string,
      parameters: object(
        'IngressClassParametersReference',
        {apiGroup: string, kind: string, name: string, scope: string, namespace: string},
        ['kind', 'name'],
      ),
    }),
  }),
  columns: [
    nameColumn,
    column('Controller', {description: 'Controller that is responsible for handling this class'}),
    column('Parameters', {description: 'A reference to a resource with additional parameters'}),
    ageColumn,
  ],
  row: (ingressClass, nowMs) => {
    const {metadata, spec = {}} = ingressClass;
    const isDefault = metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';
    return [
      isDefault ? `${metadata.name} (default)` : metadata.name,
      spec.controller ?? '',
      parametersCell(spec.parameters),
      age(ingressClass, nowMs),
    ];
  },
  hasGeneration: true,
  setDefaults: ({spec}) => {
    if (spec?.parameters !== undefined) spec.parameters.scope ??= 'Cluster';
  },
  validate: ({spec = {}}) => [
    ...validateController(spec.controller ?? ''),
    ...(spec.parameters === undefined ? [] : validateParameters(spec.parameters)),
  ],
  validateUpdate: ({spec}, old) =>
    (spec?.controller ?? '') === (old.spec?.controller ?? '')
      ? []
      : [fieldError.invalid('spec.controller', spec?.controller ?? '', 'field is immutable')],
});

function parametersCell(parameters: Parameters | undefined): string {
  if (parameters === undefined) return '<none>';
  const {apiGroup, kind: of = '', name = ''} = parameters;
  return `${of}${apiGroup === undefined ? '' : `.${apiGroup}`}/${name}`;
}

function validateController(controller: string): FieldError[] {
  const field = 'spec.controller';
  if (controller === '') return [fieldError.required(field)];
  const slash = controller.indexOf('/');
  const [host, path] = [controller.slice(0, Math.max(0, slash)), controller.slice(slash + 1)];
  const isLong = Buffer.byteLength(controller) > longestController;
  return [
    ...(isLong ? [fieldError.tooLong(field, longestController)] : []),
    ...(slash <= 0 || path === ''
      ? [fieldError.invalid(field, controller, 'must be a domain-prefixed path (such as "acme.io/foo")')]
      : [
          ...subdomainName(host).map((why) => fieldError.invalid(field, host, why)),
          ...(pathPattern.test(path)
            ? []
            : [fieldError.invalid(field, path, `Invalid path (regex used for validation is '${pathText}')`)]),
        ]),
  ];
}

function validateParameters({scope = '', namespace, ...reference}: Parameters): FieldError[] {
  const field = 'spec.parameters';
  return [
    ...validateReference(reference, field),
    ...(scopes.includes(scope) ? [] : [fieldError.notSupported(`${field}.scope`, scope, scopes)]),
    ...(scope === 'Namespace' && namespace === undefined
      ? [fieldError.required(`${field}.namespace`, "`parameters.scope` is set to 'Namespace'")]
      : []),
    ...(scope === 'Cluster' && namespace !== undefined
      ? [fieldError.forbidden(`${field}.namespace`, "`parameters.scope` is set to 'Cluster'")]
      : []),
  ];
}
