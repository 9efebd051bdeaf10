import {z} from 'zod';
import {manifestSourceSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, cascade, filename, refused, selector, withoutWay} from '../flags.ts';
import {taughtPaths} from '../lab-files.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';

const schema = z.object({kind: z.literal('apply'), sources: z.array(manifestSourceSchema).min(1)});
type Apply = z.infer<typeof schema>;

export const apply: Verb<typeof schema> = {
  name: 'apply',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  flags: [
    {...filename, note: "with the lab's files or folders"},
    ...refused('It is not needed here', [bare('overwrite'), cascade]),
    ...withoutWay('All that is in the files is applied', 'Name the files that you want with -f.', [selector, all]),
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

function read(command: CommandLine): Apply {
  const sources = parseManifestFlags(command);
  const extra = command.flags.args[0] ?? command.flags.afterDashes?.[0];
  if (extra !== undefined) {
    const files = command.flags.list('filename').flatMap((path) => ['-f', path]);
    throw new LineRefusal('bad-input', `apply does not take ${shown(extra.raw)}; files are named with -f.`, {
      instead: lineOf(['apply', ...files, '-f', extra.raw]),
      ...(files.length === 0 ? {} : {next: typeLine(lineOf(['apply', ...files]))}),
    });
  }
  if (sources.length === 0) {
    const [directory] = taughtPaths(command.files).directories;
    throw new UserError('bad-input', 'Say which file or folder to apply, with -f.', {
      next:
        directory === undefined
          ? 'This lab has none; use /apply for YAML of your own.'
          : `Type: kubectl apply -f ${directory}`,
    });
  }
  return {kind: 'apply', sources};
}
