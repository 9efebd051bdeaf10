import {AdministrationError} from '#src/cluster/installation/administration.ts';

/** @throws AdministrationError when it is no number of seconds */
export function secondsToMs(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new AdministrationError(`--timeout takes seconds, not ${text}.`);
  return seconds * 1000;
}
