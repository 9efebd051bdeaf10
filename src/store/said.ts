import type {Store} from './store.ts';

interface Said {
  readonly workshopId: string;
  readonly what: string;
  /** How long it is not said again. */
  readonly seconds: number;
}

/** Whether something was not said of a workshop before, by this bot or another. From here on it was. */
export async function isNotSaid({redis, key}: Store, {workshopId, what, seconds}: Said): Promise<boolean> {
  return (await redis.set(key('workshop', workshopId, 'said', what), '1', 'EX', seconds, 'NX')) === 'OK';
}

/** The same of a server. */
export async function isNotSaidInServer(
  {redis, key}: Store,
  guildId: string,
  {what, seconds}: Omit<Said, 'workshopId'>,
): Promise<boolean> {
  return (await redis.set(key('server', guildId, 'said', what), '1', 'EX', seconds, 'NX')) === 'OK';
}
