import type {Command} from './command.ts';
import type {Workshop} from './workshop.ts';

/**
 * Where somebody is told that an answer waits, or that what they sent came too late: where they typed, if that is a channel of their workshop's, else in its
 * participants' channel. Commands can be typed where the bot may not write, or does not see anything.
 */
export function lateChannel({reply}: Pick<Command, 'reply'>, workshop: Pick<Workshop, 'channels'> | undefined): string {
  if (workshop === undefined) return reply.channelId;
  const {participants, facilitators} = workshop.channels;
  return reply.channelId === facilitators ? facilitators : participants;
}
