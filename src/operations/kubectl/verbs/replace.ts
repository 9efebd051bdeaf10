import {z} from 'zod';
import {manifestSourceSchema, withoutYaml} from '#src/operations/arguments.ts';
import {mentionConfidential} from '#src/operations/confidential-kinds.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, filename, notNeeded, refused, withoutWay} from '../flags.ts';
import {parseManifestsAlone} from '../parse-manifest-flags.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('replace'),
  sources: z.array(manifestSourceSchema).min(1),
  printing: printingSchema,
});

export const replace: Verb<typeof schema> = {
  name: 'replace',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: ({sources}) => mentionConfidential(sources),
  manifests: ({sources}) => sources,
  shortened: ({sources}) => ({sources: withoutYaml(sources)}),
  flags: [
    {...filename, note: "with the lab's files or folders"},
    ...printFlags,
    ...refused(notNeeded, [bare('windows-line-endings')]),
    ...withoutWay(
      (asked) => words().flags.refused.replaceForce(asked),
      () => words().flags.next.replaceForce,
      [bare('force')],
    ),
  ],
  read,
  taught: {
    examples: [
      {line: 'replace -f specs/nginx', answer: '`daemonset.apps/nginx replaced`: what the file does not say goes'},
    ],
  },
};

function read(command: CommandLine): z.infer<typeof schema> {
  const sources = parseManifestsAlone(command, {verb: 'replace', sayWhich: words().verbs.replace.sayWhich});
  return {kind: 'replace', sources, printing: parsePrintFlags(command.flags)};
}
