import {z} from 'zod';
import {lineObjectSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {isBareShell} from '../bare-shell.ts';
import type {CommandLine} from '../command-line.ts';
import {image, port} from '../container-flags.ts';
import {bare, namespaceFlag, valued, withoutWay} from '../flags.ts';
import {generatePod} from '../generators/pod.ts';
import {generateService} from '../generators/service.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseImages, parsePort, parseProgram} from '../parse-container-flags.ts';
import {parseFlags, type ParsedFlags} from '../parse-flags.ts';
import {parseNewName} from '../parse-new-name.ts';
import {parseAnnotations, parseEnvironment, parseLabels} from '../parse-pairs.ts';
import {parseOneOf} from '../parse-one-of.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import type {ShellWord} from '../shell-words.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import type {Said} from '#src/words/said.ts';
import {words} from '#src/words/words.ts';

const restartPolicies = ['Always', 'OnFailure', 'Never'] as const;
const overridesSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const pullPolicies = ['Always', 'IfNotPresent', 'Never'] as const;

const schema = z.object({
  kind: z.literal('run'),
  name: z.string(),
  pod: lineObjectSchema,
  /** With `--expose`. */
  service: lineObjectSchema.optional(),
  /** Whether its end is waited for and what it printed is shown. */
  attach: z.boolean(),
  /** Whether the Pod is taken away then. */
  remove: z.boolean(),
  printing: printingSchema,
});
type Run = z.infer<typeof schema>;

const example = 'run NAME --image=IMAGE';
const replicas = {name: 'replicas', short: 'r', takes: 'value'} as const;
/** Longer than any course stays in a Pod, and yet it ends. */
const staying = ['sleep', '3600'];

export const run: Verb<typeof schema> = {
  name: 'run',
  schema,
  deadlineMs: 90_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    image,
    port,
    valued('env'),
    {name: 'labels', short: 'l', takes: 'value'},
    {...valued('restart'), suggests: ['Never', 'OnFailure', 'Always']},
    bare('command'),
    {...bare('rm'), note: 'with `-i` or `--attach`'},
    {...bare('stdin'), short: 'i', taught: '-i'},
    {...bare('tty'), short: 't', taught: '-t', note: 'as if there were no terminal'},
    bare('attach'),
    bare('expose'),
    valued('annotations'),
    {...valued('overrides'), note: 'in JSON'},
    {...valued('image-pull-policy'), suggests: pullPolicies},
    ...printFlags,
    ...withoutWay(
      (asked) => words().flags.refused.onePod(asked),
      () => words().flags.next.createDeployment,
      [replicas],
    ),
    ...withoutWay(
      (asked) => words().flags.refused.notOfRun(asked),
      () => words().flags.next.override,
      [...['limits', 'requests', 'serviceaccount', 'hostport', 'schedule'].map(valued), bare('privileged')],
    ),
    {...bare('leave-stdin-open'), isWithoutUse: true, taught: ''},
    {...bare('quiet'), short: 'q', isWithoutUse: true, taught: ''},
  ],
  judge,
  read,
  taught: {
    forms: 'then `--` and its arguments',
    examples: [
      {line: 'run web --image=nginx:1.18-alpine --port=80', answer: '`pod/web created`, then its way'},
      {
        line: 'run probe --image=busybox:1.36 --rm -it --restart=Never -- wget -qO- web',
        answer: 'what it printed once it ended, and the Pod is gone',
      },
    ],
  },
};

/** What `run` made in former times of a line with replicas is a Deployment. */
function judge(typed: readonly ShellWord[]): void {
  if (!typed.some(({raw}) => /^(?:--replicas(?:=|$)|-r(?:=?\d+)?$)/u.test(raw))) return;
  const flags = flagsOfDeployment(typed);
  const [name, ...others] = flags?.args ?? [];
  if (flags === undefined || name === undefined) return;
  const port = flags.value('port');
  const program = [...others, ...(flags.afterDashes ?? [])];
  throw new LineRefusal('unsupported', words().flags.refused.onePod({flag: '--replicas'}), {
    instead: lineOf([
      'create',
      'deployment',
      name,
      `--image=${flags.value('image') ?? ''}`,
      `--replicas=${flags.value('replicas') ?? ''}`,
      ...(port === undefined ? [] : [`--port=${port}`]),
      ...(flags.value('namespace') === undefined ? [] : ['-n', flags.value('namespace') ?? '']),
      ...(program.length === 0 ? [] : ['--', ...program]),
    ]),
    next: words().flags.next.createDeployment,
  });
}

/** Undefined where it says more than a Deployment is made of in a line. */
function flagsOfDeployment(typed: readonly ShellWord[]): ParsedFlags | undefined {
  try {
    return parseFlags(typed, {verb: 'run', definitions: [image, port, namespaceFlag, replicas]});
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function read({flags, words: typed}: CommandLine): Run {
  const [first, ...others] = flags.args;
  const name = parseNewName(first === undefined ? [] : [first], {example});
  const [containerImage = '', ...more] = parseImages(flags, {example});
  if (more.length > 0) throw new UserError('bad-input', words().verbs.run.oneImage);
  const program = parseProgram([...others, ...(flags.afterDashes ?? [])]);
  const printing = parsePrintFlags(flags);
  const {attach, isStdinOpen, isTty, remove} = readAttachment(flags, typed);
  if (attach && printing.dryRun !== 'none') throw new UserError('bad-input', words().verbs.run.trialAttached);
  if (attach && isStdinOpen && (program.length === 0 || isBareShell(program))) {
    throw new LineRefusal('unsupported', words().verbs.run.noTerminal({name}), {
      instead: lineOf(['run', ...withoutTerminal(typed, others), '--', ...staying]),
    });
  }
  const own = parseLabels(flags.value('labels') ?? '');
  const labels = Object.keys(own).length === 0 ? {run: name} : own;
  const containerPort = parsePort(flags);
  const generated = generatePod({
    container: {
      name,
      image: containerImage,
      ...(flags.isSet('command') ? {command: program} : {args: program}),
      port: containerPort,
      env: parseEnvironment(flags.values('env')),
      imagePullPolicy: parseOneOf(flags.value('image-pull-policy'), {
        flag: '--image-pull-policy',
        values: pullPolicies,
      }),
      // nobody attaches here, and what reads would wait for ever
      isStdinOpen: isStdinOpen && !attach,
      isStdinOnce: isStdinOpen && !attach && !flags.isSet('leave-stdin-open'),
      isTty: isTty && !attach,
    },
    labels,
    annotations: parseAnnotations(flags.values('annotations')),
    restartPolicy: parseOneOf(flags.value('restart'), {flag: '--restart', values: restartPolicies}) ?? 'Always',
  });
  return {
    kind: 'run',
    name,
    pod: withOverrides(generated, flags.value('overrides')),
    ...(flags.isSet('expose') ? {service: exposing({name, labels: own, selector: labels, port: containerPort})} : {}),
    attach,
    remove,
    printing,
  };
}

function readAttachment(
  flags: ParsedFlags,
  typed: readonly ShellWord[],
): {
  attach: boolean;
  isStdinOpen: boolean;
  isTty: boolean;
  remove: boolean;
} {
  const isStdinOpen = flags.isSet('stdin');
  const isTty = flags.isSet('tty');
  const remove = flags.isSet('rm');
  const attach = flags.value('attach') === undefined ? isStdinOpen : flags.isSet('attach');
  const instead = lineOf(['run', '-i', ...typed]);
  if (isTty && !isStdinOpen) throw alone(words().verbs.run.ttyAlone, instead);
  if (remove && !attach) throw alone(words().verbs.run.removeAlone, instead);
  return {attach, isStdinOpen, isTty, remove};
}

/** Flags that are about what a terminal is attached to. */
const ofTerminal = /^(?:-[itq]+|--(?:stdin|tty|rm|attach|quiet|leave-stdin-open)(?:=.*)?)$/u;

/** The words of a line without its terminal and without what was to run in it, some of which may stand before a `--`. */
function withoutTerminal(typed: readonly ShellWord[], program: readonly ShellWord[]): readonly ShellWord[] {
  const dashes = typed.findIndex(({raw}) => raw === '--');
  const before = dashes === -1 ? typed : typed.slice(0, dashes);
  return before.filter((word) => !ofTerminal.test(word.raw) && !program.includes(word));
}

/**
 * What `--overrides` says is merged into the Pod, which stays the one that the line names.
 * @throws UserError `bad-input` for what is no object in JSON
 */
function withOverrides(pod: JsonObject, text: string | undefined): JsonObject {
  if (text === undefined || text === '') return pod;
  const overrides = overridesSchema.safeParse(readJson(text));
  if (!overrides.success) throw new UserError('bad-input', words().verbs.run.overrides);
  const merged = applyMergePatch(pod, overrides.data);
  const isSame = ['kind', 'apiVersion'].every((key) => merged[key] === pod[key]) && nameOf(merged) === nameOf(pod);
  if (!isSame) throw new UserError('bad-input', words().verbs.run.overridesName);
  return merged;
}

const nameOf = ({metadata}: JsonObject): unknown => (isJsonObject(metadata) ? metadata['name'] : undefined);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function alone({message, next}: Said, instead: string): LineRefusal {
  return new LineRefusal('bad-input', message, {instead, next});
}

function exposing(given: {
  name: string;
  labels: Readonly<Record<string, string>>;
  selector: Readonly<Record<string, string>>;
  port: number | undefined;
}): Run['service'] {
  const {name, labels, selector, port: exposed} = given;
  if (exposed === undefined) throw new UserError('bad-input', words().verbs.run.exposeAlone);
  const ports = [{protocol: 'TCP', port: exposed, targetPort: exposed}];
  return generateService({name, labels, selector, ports});
}
