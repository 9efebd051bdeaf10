import {UserError} from '#src/operations/user-error.ts';
import {image} from '../../container-flags.ts';
import {valued, withoutWay} from '../../flags.ts';
import {generateCronJob, generateJob} from '../../generators/job.ts';
import {parseImages, parseProgram} from '../../parse-container-flags.ts';
import {parseNewName} from '../../parse-new-name.ts';
import {parseOneOf} from '../../parse-one-of.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const jobExample = 'create job NAME --image=IMAGE -- COMMAND';
const cronJobExample = "create cronjob NAME --image=IMAGE --schedule='*/5 * * * *' -- COMMAND";

export const job: CreatedKind = {
  names: ['job', 'jobs'],
  flags: [
    image,
    ...withoutWay(
      (asked) => words().flags.refused.jobFrom(asked),
      () => words().flags.next.jobFrom,
      [valued('from')],
    ),
  ],
  example: jobExample,
  failure: 'failed to create job',
  make: (line) => generateJob(containerOf(line, jobExample)),
};

export const cronJob: CreatedKind = {
  names: ['cronjob', 'cj', 'cronjobs'],
  flags: [image, valued('schedule'), {...valued('restart'), suggests: ['OnFailure', 'Never']}],
  example: cronJobExample,
  failure: 'failed to create cronjob',
  make: (line) => {
    const container = containerOf(line, cronJobExample);
    const schedule = line.flags.value('schedule') ?? '';
    if (schedule === '') {
      throw new UserError('bad-input', words().verbs.create.scheduleMissing, {
        next: words().lines.writeItLike({example: cronJobExample}),
      });
    }
    const restart = {flag: '--restart', values: ['OnFailure', 'Never']};
    const restartPolicy = parseOneOf(line.flags.value('restart'), restart) ?? 'OnFailure';
    return generateCronJob({...container, schedule, restartPolicy});
  },
};

function containerOf(
  {flags, typed}: CreateLine,
  example: string,
): {name: string; image: string; command: readonly string[]} {
  const name = parseNewName(typed, {example});
  const [first = '', second] = parseImages(flags, {example});
  if (second !== undefined) throw new UserError('bad-input', words().verbs.create.oneImage);
  return {name, image: first, command: parseProgram(flags.afterDashes)};
}
