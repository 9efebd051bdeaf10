import {Environment, type ParseResult} from '@marcbachmann/cel-js';
import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';

const policySchema = z.object({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.object({name: z.string()}),
  spec: z.strictObject({
    failurePolicy: z.literal('Fail'),
    matchConstraints: z.strictObject({
      namespaceSelector: z.object({
        matchExpressions: z.array(z.object({key: z.string(), operator: z.literal('Exists')})),
      }),
      resourceRules: z.array(
        z.strictObject({
          apiGroups: z.array(z.string()),
          apiVersions: z.tuple([z.literal('*')]),
          operations: z.array(z.string()),
          resources: z.array(z.string()),
          scope: z.literal('Namespaced'),
        }),
      ),
    }),
    matchConditions: z.array(z.object({name: z.string(), expression: z.string()})).default([]),
    variables: z.array(z.object({name: z.string(), expression: z.string()})),
    validations: z.array(
      z.strictObject({
        expression: z.string(),
        message: z.string(),
        messageExpression: z.string().optional(),
        reason: z.string(),
      }),
    ),
  }),
});
type Policy = z.infer<typeof policySchema>;

const bindingSchema = z.object({
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  spec: z.object({policyName: z.string(), validationActions: z.tuple([z.literal('Deny')])}),
});

export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly options?: JsonObject;
  readonly object: JsonObject;
  /** What is there, where it is an update. */
  readonly oldObject?: JsonObject;
  readonly namespaceObject: JsonObject;
  /** Who asks; without it a controller of the cluster's. */
  readonly username?: string;
  /** `pods/ephemeralcontainers`; without it the resource that the object's kind is. */
  readonly resource?: string;
}

const declared = ['object', 'oldObject', 'namespaceObject', 'request', 'variables'];
const environment = declared.reduce(
  (environment, name) => environment.registerVariable(name, 'dyn'),
  new Environment({limits: {maxAstNodes: 5_000, maxDepth: 200}}).registerFunction(
    'list.sum(): int',
    (numbers: readonly bigint[]) => numbers.reduce((sum, number) => sum + number, 0n),
  ),
);
const parsed = new Map<string, ParseResult>();

function evaluate(expression: string, context: Context): unknown {
  const known = parsed.get(expression) ?? environment.parse(expression);
  parsed.set(expression, known);
  return known({...context});
}

/**
 * What an API server would say of a request to which these policies are bound: the messages of what it denies, an error
 * of an expression being a denial too. Policies with parameters are left out: these are objects of the cluster.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function reviewAdmission(manifests: readonly JsonObject[], request: AdmissionRequest): readonly string[] {
  return [...denials(manifests, request)];
}

/** The same, one after the other: an API server tells the first. */
export function* denials(manifests: readonly JsonObject[], request: AdmissionRequest): Generator<string> {
  const context = contextOf(request);
  for (const {spec} of boundPolicies(manifests)) {
    if (matches(spec, request, context)) yield* denialsOf(spec, context);
  }
}

const bound = new WeakMap<readonly JsonObject[], readonly Policy[]>();

function boundPolicies(manifests: readonly JsonObject[]): readonly Policy[] {
  const known = bound.get(manifests);
  if (known !== undefined) return known;
  const names = new Set(manifests.flatMap((manifest) => bindingSchema.safeParse(manifest).data?.spec.policyName ?? []));
  const policies = manifests
    .flatMap((manifest) => policySchema.safeParse(manifest).data ?? [])
    .filter(({metadata}) => names.has(metadata.name));
  bound.set(manifests, policies);
  return policies;
}

type Context = Readonly<Record<string, unknown>>;

function matches(
  {matchConstraints, matchConditions}: Policy['spec'],
  request: AdmissionRequest,
  context: Context,
): boolean {
  const {operation, namespaceObject, resource} = request;
  const {labels = {}} = z
    .object({metadata: z.object({labels: z.record(z.string(), z.string()).optional()})})
    .parse(namespaceObject).metadata;
  const {group, plural} = typeOf(request);
  const wanted = resource ?? plural;
  return (
    matchConstraints.namespaceSelector.matchExpressions.every(({key}) => Object.hasOwn(labels, key)) &&
    matchConstraints.resourceRules.some(
      (rule) =>
        [group, '*'].some((one) => rule.apiGroups.includes(one)) &&
        rule.operations.includes(operation) &&
        [wanted, '*/*'].some((one) => rule.resources.includes(one)),
    ) &&
    matchConditions.every(({expression}) => evaluate(expression, context) === true)
  );
}

function typeOf({object}: AdmissionRequest): {group: string; plural: string} {
  const {kind, apiVersion} = z.object({kind: z.string(), apiVersion: z.string()}).parse(object);
  return {
    group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
    plural: `${kind.toLowerCase()}s`.replace(/ys$/u, 'ies').replace(/sss$/u, 'sses'),
  };
}

function contextOf(request: AdmissionRequest): Context {
  const {operation, object, oldObject = null, namespaceObject, options, username} = request;
  const {group, plural} = typeOf(request);
  const [resource = plural, subResource] = (request.resource ?? plural).split('/');
  const {name} = z.object({metadata: z.object({name: z.string()})}).parse(namespaceObject).metadata;
  return {
    object: toCel(operation === 'DELETE' ? null : object),
    oldObject: toCel(oldObject),
    namespaceObject: toCel(namespaceObject),
    request: toCel({
      operation,
      namespace: name,
      resource: {group, resource},
      userInfo: {username: username ?? 'system:serviceaccount:kube-system:daemon-set-controller'},
      ...(subResource === undefined ? {} : {subResource}),
      ...(options === undefined ? {} : {options}),
    }),
  };
}

function* denialsOf(spec: Policy['spec'], asked: Context): Generator<string> {
  const variables: Record<string, unknown> = {};
  const context = {...asked, variables};
  for (const {name, expression} of spec.variables) {
    let value: {readonly is: unknown} | undefined;
    Object.defineProperty(variables, name, {
      enumerable: true,
      get: () => (value ??= {is: evaluate(expression, context)}).is,
    });
  }
  for (const {expression, message, messageExpression} of spec.validations) {
    try {
      const verdict = evaluate(expression, context);
      if (typeof verdict !== 'boolean') throw new Error(`${expression} is ${typeof verdict}`);
      if (!verdict) yield messageExpression === undefined ? message : String(evaluate(messageExpression, context));
    } catch (error) {
      yield `${message} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
    }
  }
}

/** Whole numbers of JSON are CEL's int, which the library holds as bigint. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]));
}
