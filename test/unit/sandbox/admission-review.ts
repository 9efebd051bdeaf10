import {Environment, type ParseResult} from '@marcbachmann/cel-js';
import {z} from 'zod';
import type {JsonObject} from '../../../src/sandbox/json.ts';

const policySchema = z.object({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.object({name: z.string()}),
  spec: z.object({
    failurePolicy: z.literal('Fail'),
    matchConstraints: z.object({
      namespaceSelector: z.object({
        matchExpressions: z.array(z.object({key: z.string(), operator: z.literal('Exists')})),
      }),
      resourceRules: z.array(
        z.object({
          apiGroups: z.array(z.string()),
          apiVersions: z.array(z.string()),
          operations: z.array(z.string()),
          resources: z.array(z.string()),
        }),
      ),
    }),
    variables: z.array(z.object({name: z.string(), expression: z.string()})),
    validations: z.array(z.object({expression: z.string(), message: z.string(), reason: z.string()})),
  }),
});
type Policy = z.infer<typeof policySchema>;

const bindingSchema = z.object({
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  spec: z.object({policyName: z.string(), validationActions: z.tuple([z.literal('Deny')])}),
});

export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE';
  readonly object: JsonObject;
  readonly namespaceObject: JsonObject;
  /** `pods/ephemeralcontainers`; without it the resource that the object's kind is. */
  readonly resource?: string;
}

const declared = ['object', 'namespaceObject', 'request', 'variables'];
const environment = declared.reduce(
  (environment, name) => environment.registerVariable(name, 'dyn'),
  new Environment({limits: {maxAstNodes: 5_000, maxDepth: 200}}),
);
const parsed = new Map<string, ParseResult>();

function evaluate(expression: string, context: Record<string, unknown>): unknown {
  const known = parsed.get(expression) ?? environment.parse(expression);
  parsed.set(expression, known);
  return known(context);
}

/**
 * What an API server would say of a request to which these policies are bound: the messages of what it denies, an error
 * of an expression being a denial too.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function reviewAdmission(manifests: readonly JsonObject[], request: AdmissionRequest): readonly string[] {
  const bound = new Set(manifests.flatMap((manifest) => bindingSchema.safeParse(manifest).data?.spec.policyName ?? []));
  return manifests
    .flatMap((manifest) => policySchema.safeParse(manifest).data ?? [])
    .filter(({metadata, spec}) => bound.has(metadata.name) && matches(spec, request))
    .flatMap((policy) => denials(policy, request));
}

function matches({matchConstraints}: Policy['spec'], {operation, object, namespaceObject, resource}: AdmissionRequest) {
  const {labels = {}} = z
    .object({metadata: z.object({labels: z.record(z.string(), z.string()).optional()})})
    .parse(namespaceObject).metadata;
  const {kind, apiVersion} = z.object({kind: z.string(), apiVersion: z.string()}).parse(object);
  const [version = '', group = ''] = apiVersion.split('/').toReversed();
  const wanted = resource ?? `${kind.toLowerCase()}s`;
  return (
    matchConstraints.namespaceSelector.matchExpressions.every(({key}) => Object.hasOwn(labels, key)) &&
    matchConstraints.resourceRules.some(
      (rule) =>
        rule.apiGroups.includes(group) &&
        rule.apiVersions.includes(version) &&
        rule.operations.includes(operation) &&
        rule.resources.includes(wanted),
    )
  );
}

function denials({spec}: Policy, {operation, object, namespaceObject}: AdmissionRequest): string[] {
  const variables: Record<string, unknown> = {};
  const context = {
    object: toCel(object),
    namespaceObject: toCel(namespaceObject),
    request: {operation},
    variables,
  };
  for (const {name, expression} of spec.variables) {
    let value: {readonly is: unknown} | undefined;
    Object.defineProperty(variables, name, {
      enumerable: true,
      get: () => (value ??= {is: evaluate(expression, context)}).is,
    });
  }
  return spec.validations.flatMap(({expression, message}) => {
    try {
      const verdict = evaluate(expression, context);
      if (typeof verdict !== 'boolean') throw new Error(`${expression} is ${typeof verdict}`);
      return verdict ? [] : [message];
    } catch (error) {
      return [`${message} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`];
    }
  });
}

/** Whole numbers of JSON are CEL's int, which the library holds as bigint. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]));
}
