import {z} from 'zod';
import {manifestSourceSchema, withoutYaml, type ManifestSource} from '#src/operations/arguments.ts';
import {mentionConfidential} from '#src/operations/confidential-kinds.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, cascade, filename, notNeeded, refused, selector, withoutWay} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseManifestFlags, requireManifests} from '../parse-manifest-flags.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const sourcesSchema = z.array(manifestSourceSchema);
const schema = z.object({
  kind: z.literal('apply'),
  sources: sourcesSchema,
  printing: printingSchema.optional(),
  /** What is only tried, in place of `sources`: a worker of before there were trials would apply those. */
  trial: z.object({sources: sourcesSchema.min(1), printing: printingSchema}).optional(),
});
type Apply = z.infer<typeof schema>;

export const apply: Verb<typeof schema> = {
  name: 'apply',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: (operation) => mentionConfidential(manifestsOf(operation)),
  manifests: manifestsOf,
  shortened,
  flags: [
    {...filename, note: "with the lab's files or folders"},
    ...printFlags,
    ...refused(notNeeded, [bare('overwrite'), cascade]),
    ...withoutWay(
      (asked) => words().flags.refused.allInFiles(asked),
      () => words().flags.next.nameFiles,
      [selector, all],
    ),
  ],
  read,
  taught: {
    examples: [
      {
        line: 'apply -f labs/daemonsets/specs/nginx',
        answer: "`daemonset.apps/nginx created`, then each Pod's way: `Pending → ContainerCreating → Running 2 s`",
      },
    ],
  },
};

function manifestsOf({sources, trial}: Apply): readonly ManifestSource[] {
  return trial?.sources ?? sources;
}

function shortened({sources, trial}: Apply): Partial<Apply> {
  const tried = trial === undefined ? {} : {trial: {...trial, sources: withoutYaml(trial.sources)}};
  return {sources: withoutYaml(sources), ...tried};
}

function read(command: CommandLine): Apply {
  const sources = parseManifestFlags(command);
  const extra = command.flags.args[0] ?? command.flags.afterDashes?.[0];
  if (extra !== undefined) {
    const files = command.flags.list('filename').flatMap((path) => ['-f', path]);
    throw new LineRefusal('bad-input', words().verbs.apply.extra({given: shown(extra.raw)}), {
      instead: lineOf(['apply', ...files, '-f', extra.raw]),
      ...(files.length === 0 ? {} : {next: typeLine(lineOf(['apply', ...files]))}),
    });
  }
  requireManifests(sources, {verb: 'apply', sayWhich: words().verbs.apply.sayWhich}, command);
  const printing = parsePrintFlags(command.flags);
  if (printing.dryRun !== 'none') return {kind: 'apply', sources: [], trial: {sources, printing}};
  const isPlain = printing.output === undefined && printing.ignored.length === 0;
  return {kind: 'apply', sources, ...(isPlain ? {} : {printing})};
}
