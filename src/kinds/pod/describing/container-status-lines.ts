import type {ContainerState, ContainerStatus} from '../container-status.ts';
import {fullTime} from '#src/kinds/describing/go-time.ts';

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

function stateLines(title: string, {running, waiting, terminated}: ContainerState): readonly string[] {
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
