import {z} from 'zod';
import {fullTime} from './go-time.ts';

const stateSchema = z.looseObject({
  running: z.looseObject({startedAt: z.string().nullish()}).nullish(),
  waiting: z.looseObject({reason: z.string().default('')}).nullish(),
  terminated: z
    .looseObject({
      reason: z.string().default(''),
      message: z.string().default(''),
      exitCode: z.number().default(0),
      signal: z.number().default(0),
      startedAt: z.string().nullish(),
      finishedAt: z.string().nullish(),
    })
    .nullish(),
});

export const containerStatusSchema = z.looseObject({
  name: z.string(),
  containerID: z.string().default(''),
  imageID: z.string().default(''),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  state: stateSchema.prefault({}),
  lastState: stateSchema.prefault({}),
});
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

/** What a container does now, how it ended before, whether it is ready and how often it was restarted. */
export function containerStatusLines({state, lastState, ready, restartCount}: ContainerStatus): readonly string[] {
  const hasEnded = lastState.terminated !== null && lastState.terminated !== undefined;
  return [
    ...stateLines('State', state),
    ...(hasEnded ? stateLines('Last State', lastState) : []),
    `    Ready:\t${ready ? 'True' : 'False'}`,
    `    Restart Count:\t${restartCount}`,
  ];
}

function stateLines(title: string, {running, waiting, terminated}: z.infer<typeof stateSchema>): readonly string[] {
  if (running !== null && running !== undefined) {
    return [`    ${title}:\tRunning`, `      Started:\t${fullTime(running.startedAt)}`];
  }
  if (terminated === null || terminated === undefined) {
    const reason = waiting?.reason ?? '';
    return [`    ${title}:\tWaiting`, ...(reason === '' ? [] : [`      Reason:\t${reason}`])];
  }
  const {reason, message, exitCode, signal, startedAt, finishedAt} = terminated;
  return [
    `    ${title}:\tTerminated`,
    ...(reason === '' ? [] : [`      Reason:\t${reason}`]),
    ...(message === '' ? [] : `      Message:\t${message}`.split('\n')),
    `      Exit Code:\t${exitCode}`,
    ...(signal > 0 ? [`      Signal:\t${signal}`] : []),
    `      Started:\t${fullTime(startedAt)}`,
    `      Finished:\t${fullTime(finishedAt)}`,
  ];
}
