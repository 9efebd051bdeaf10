import {z} from 'zod';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {port} from '../container-flags.ts';
import {all, manifestless, valued, withoutWay, type FlagDefinition} from '../flags.ts';
import {parsePortNumber, parseTargetPort} from '../parse-container-flags.ts';
import {parseNewName} from '../parse-new-name.ts';
import {parseLabels} from '../parse-pairs.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseOneOf} from '../parse-one-of.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

/** What kubectl exposes, the likeliest first. */
const types = ['deployments', 'pods', 'services', 'replicasets'] as const;
const targetSchema = z.object({type: z.enum(types), name: objectNameSchema});
const textsSchema = z.record(z.string(), z.string());

const schema = z.object({
  kind: z.literal('expose'),
  target: targetSchema,
  /** Of the Service; the object's own without it. */
  name: z.string().optional(),
  ports: z.array(z.number()).optional(),
  targetPort: z.union([z.number(), z.string()]).optional(),
  protocol: z.string().optional(),
  type: z.string().optional(),
  selector: textsSchema.optional(),
  labels: textsSchema.optional(),
  clusterIP: z.string().optional(),
  sessionAffinity: z.string().optional(),
  printing: printingSchema,
});
type Expose = z.infer<typeof schema>;

const example = 'expose deployment/NAME --port=80';
const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const protocols = ['TCP', 'UDP'];
const affinities = ['None', 'ClientIP'];
const mostPorts = 10;

const labels: FlagDefinition = {name: 'labels', short: 'l', takes: 'value'};

export const expose: Verb<typeof schema> = {
  name: 'expose',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    port,
    {...valued('target-port'), suggests: ['80', '8080']},
    valued('name'),
    {...valued('type'), suggests: ['NodePort', 'ClusterIP', 'LoadBalancer']},
    {...valued('protocol'), suggests: protocols},
    valued('selector'),
    labels,
    {...valued('cluster-ip'), suggests: ['None'], taught: '--cluster-ip=None'},
    {...valued('session-affinity'), suggests: affinities},
    ...printFlags,
    ...manifestless,
    ...withoutWay(
      (asked) => words().flags.refused.byName(asked),
      () => words().flags.next.writeName,
      [all],
    ),
  ],
  targets: {form: 'TYPE/NAME', types},
  read,
  taught: {
    examples: [
      {line: 'expose deployment web --port=80', answer: '`service/web exposed`; `/browse service:web` shows its page'},
    ],
  },
};

function read({flags}: CommandLine): Expose {
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: targetSchema,
    example,
    refusal: (kind) => words().verbs.expose.notThis({kind}),
  });
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    throw new UserError('bad-input', words().verbs.expose.one, {next: words().lines.writeItLike({example})});
  }
  const given = (name: string): string | undefined => (flags.value(name) === '' ? undefined : flags.value(name));
  const named = given('name');
  const targetPort = given('target-port');
  const [selector, ownLabels] = [given('selector'), given('labels')];
  const one = (flag: string, values: readonly string[]): string | undefined =>
    parseOneOf(given(flag), {flag: `--${flag}`, values});
  return {
    kind: 'expose',
    target,
    ...definedOf({
      name: named === undefined ? undefined : parseNewName([{text: named, raw: named}], {example}),
      ports: given('port') === undefined ? undefined : parsePorts(flags.list('port')),
      targetPort: targetPort === undefined ? undefined : parseTargetPort(targetPort, '--target-port'),
      protocol: one('protocol', protocols),
      type: one('type', serviceTypes),
      selector: selector === undefined ? undefined : parseLabels(selector, '--selector'),
      labels: ownLabels === undefined ? undefined : parseLabels(ownLabels),
      clusterIP: given('cluster-ip'),
      sessionAffinity: one('session-affinity', affinities),
    }),
    printing: parsePrintFlags(flags),
  };
}

function parsePorts(texts: readonly string[]): number[] {
  if (texts.length > mostPorts) {
    throw new UserError('bad-input', words().verbs.create.tooManyOf({flag: '--port', most: mostPorts}));
  }
  return texts.map((text) => parsePortNumber(text, '--port'));
}

type Defined<Given> = {[Key in keyof Given]?: Exclude<Given[Key], undefined>};

/** Without what is undefined, which is not stored. */
function definedOf<Given extends object>(given: Given): Defined<Given>;
function definedOf(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
