import {z} from 'zod';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {listOf} from '#src/kubernetes/list-of.ts';
import {UserError} from '#src/operations/user-error.ts';
import {generateService, type GeneratedPort} from './service.ts';
import {words} from '#src/words/words.ts';

type Texts = Readonly<Record<string, string>>;

/** What is said of the Service; what is not said follows from the object that it is for. */
interface ExposingOptions {
  readonly name?: string | undefined;
  /** Several with commas between them. */
  readonly ports?: readonly number[] | undefined;
  readonly targetPort?: number | string | undefined;
  readonly protocol?: string | undefined;
  readonly type?: string | undefined;
  readonly selector?: Texts | undefined;
  readonly labels?: Texts | undefined;
  readonly clusterIP?: string | undefined;
  readonly sessionAffinity?: string | undefined;
}

const portsSchema = listOf(
  z.looseObject({
    containerPort: z.number().optional(),
    port: z.number().optional(),
    protocol: z.string().default('TCP'),
  }),
);
const podSpecSchema = z.looseObject({containers: listOf(z.looseObject({ports: portsSchema}))});
const textsSchema = z.record(z.string(), z.string()).nullish();
const exposedSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({name: z.string(), labels: textsSchema}),
  spec: z.looseObject({
    ports: portsSchema,
    containers: listOf(z.looseObject({ports: portsSchema})),
    template: z.looseObject({spec: podSpecSchema}).optional(),
  }),
});
type Exposed = z.infer<typeof exposedSchema>;

const longestServiceName = 63;

/**
 * The Service that `kubectl expose` makes for an object: its selector, its ports and its labels are the object's own.
 * @throws UserError `bad-input` in kubectl's words where the object has none of them
 */
export function generateExposing(object: JsonObject, options: ExposingOptions): JsonObject {
  const exposed = exposedSchema.parse(object);
  const {metadata} = exposed;
  const selector = options.selector ?? selectorOf(exposed, object);
  const ports = portsOf(exposed, options);
  return generateService({
    name: options.name ?? metadata.name.slice(0, longestServiceName),
    labels: sorted(options.labels ?? metadata.labels ?? {}),
    selector: sorted(selector),
    ports,
    type: options.type,
    clusterIP: options.clusterIP,
    sessionAffinity: options.sessionAffinity,
  });
}

function selectorOf({kind, metadata}: Exposed, object: JsonObject): Texts {
  const introspection = "error: couldn't retrieve selectors via --selector flag or introspection:";
  const refuse = (why: string): UserError =>
    new UserError('bad-input', `${introspection} ${why}`, {next: words().running.giveSelector});
  if (kind === 'Pod') {
    if (Object.keys(metadata.labels ?? {}).length > 0) return metadata.labels ?? {};
    throw refuse('the pod has no labels and cannot be exposed');
  }
  const spec = isJsonObject(object['spec']) ? object['spec'] : {};
  const selector = isJsonObject(spec['selector']) ? spec['selector'] : {};
  if (kind !== 'Service' && Array.isArray(selector['matchExpressions']) && selector['matchExpressions'].length > 0) {
    throw refuse("couldn't convert expressions to map-based selector format");
  }
  const labels = textsSchema.parse(kind === 'Service' ? selector : selector['matchLabels']) ?? {};
  if (Object.keys(labels).length > 0) return labels;
  throw refuse(`the ${kind.toLowerCase()} has no pod selector set`);
}

function portsOf(exposed: Exposed, options: ExposingOptions): GeneratedPort[] {
  const own = ownPorts(exposed);
  const numbers = options.ports ?? [...new Set(own.map(({port}) => port))];
  if (numbers.length === 0 && options.clusterIP !== 'None') {
    throw new UserError('bad-input', "error: couldn't find port via --port flag or introspection", {
      next: words().running.givePort,
    });
  }
  return numbers.flatMap((port, index) => {
    const protocols = [...new Set(own.filter((one) => one.port === port).map(({protocol}) => protocol))];
    const {targetPort = port} = options;
    const name = numbers.length > 1 ? `port-${index + 1}` : undefined;
    if (options.protocol !== undefined || protocols.length < 2) {
      return [{name, port, targetPort, protocol: options.protocol ?? protocols[0] ?? 'TCP'}];
    }
    return protocols.map((protocol) => ({
      name: `port-${index + 1}-${protocol.toLowerCase()}`,
      port,
      targetPort,
      protocol,
    }));
  });
}

function ownPorts({kind, spec}: Exposed): {port: number; protocol: string}[] {
  const containers = spec.template?.spec.containers ?? spec.containers;
  const ports = kind === 'Service' ? spec.ports : containers.flatMap((container) => container.ports);
  return ports.flatMap(({port, containerPort, protocol}) => {
    const number = port ?? containerPort;
    return number === undefined ? [] : [{port: number, protocol}];
  });
}

function sorted(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
