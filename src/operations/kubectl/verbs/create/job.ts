import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {image} from '../../container-flags.ts';
import {valued} from '../../flags.ts';
import {knownResourceTypes} from '../../find-resource-types.ts';
import {generateCronJob, generateJob} from '../../generators/job.ts';
import {parseImages, parseProgram} from '../../parse-container-flags.ts';
import {parseNewName} from '../../parse-new-name.ts';
import {parseOneOf} from '../../parse-one-of.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const jobExample = 'create job NAME --image=IMAGE -- COMMAND';
const jobFromExample = 'create job NAME --from=cronjob/CRONJOB';
const cronJobExample = "create cronjob NAME --image=IMAGE --schedule='*/5 * * * *' -- COMMAND";

export const job: CreatedKind = {
  names: ['job', 'jobs'],
  flags: [image, {...valued('from'), suggests: ({known}) => known.names('cronjobs').map((name) => `cronjob/${name}`)}],
  example: jobExample,
  failure: 'failed to create job',
  make: (line) => generateJob(containerOf(line, jobExample)),
  copies: ({flags, typed}) => {
    const from = flags.value('from');
    if (from === undefined) return undefined;
    const name = parseNewName(typed, {example: jobFromExample});
    const like = {next: words().lines.writeItLike({example: jobFromExample})};
    const isOneToo = flags.value('image') !== undefined || (flags.afterDashes?.length ?? 0) > 0;
    if (isOneToo) throw new UserError('bad-input', words().verbs.create.fromAlone, like);
    const [type = '', cronJob = '', ...more] = from.split('/');
    const isCronJob = knownResourceTypes(type).some(({plural}) => plural === 'cronjobs');
    if (!isCronJob || !isObjectName(cronJob) || more.length > 0) {
      throw new UserError('bad-input', words().verbs.create.jobFrom({given: shown(from)}), like);
    }
    return {name, cronJob};
  },
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
