import {z} from 'zod';
import {manifestSourceSchema, withoutYaml} from '#src/operations/arguments.ts';
import {mentionConfidential} from '#src/operations/confidential-kinds.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, filename, notNeeded, refused, selector, valued, withoutWay} from '../flags.ts';
import {parseManifestsAlone} from '../parse-manifest-flags.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('diff'),
  sources: z.array(manifestSourceSchema).min(1),
});

export const diff: Verb<typeof schema> = {
  name: 'diff',
  schema,
  deadlineMs: 30_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: ({sources}) => mentionConfidential(sources),
  manifests: ({sources}) => sources,
  shortened: ({sources}) => ({sources: withoutYaml(sources)}),
  flags: [
    {...filename, note: "with the lab's files or folders"},
    ...refused(notNeeded, [valued('concurrency'), bare('show-managed-fields')]),
    ...withoutWay(
      (asked) => words().flags.refused.allInFiles(asked),
      () => words().flags.next.nameFiles,
      [selector, all],
    ),
  ],
  read,
  taught: {
    examples: [{line: 'diff -f specs/nginx', answer: 'what `apply` would change, as `diff -u` prints it'}],
  },
};

function read(command: CommandLine): z.infer<typeof schema> {
  const sources = parseManifestsAlone(command, {verb: 'diff', sayWhich: words().verbs.diff.sayWhich});
  return {kind: 'diff', sources};
}
