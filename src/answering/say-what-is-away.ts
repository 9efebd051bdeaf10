import type {Answer} from '#src/chat/answer.ts';
import type {Answering} from '#src/chat/answering.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {UserError} from '#src/operations/user-error.ts';
import {QueueClosedError} from '#src/queue/command-queue.ts';
import {isFenced} from '#src/store/fenced-redis.ts';
import {isRedisFull} from '#src/store/full-redis.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import {isRedisRefusing} from '#src/lifecycle/redis-trouble.ts';
import {words} from '#src/words/words.ts';

/** What people are told while what everything is looked up in does not answer, or takes nothing: nothing is denied that is not known. */
export function sayWhatIsAway(answering: Answering): Answering {
  return {
    ...answering,
    begin: async (asked) => {
      const conversation = await answering.begin(asked);
      return {
        run: told(conversation.run),
        choose: told(conversation.choose),
        submit: told(conversation.submit),
        press: told(conversation.press),
        withdraw: conversation.withdraw,
        noteRefused: conversation.noteRefused,
      };
    },
  };
}

const told =
  <Sent extends unknown[]>(ask: (...sent: Sent) => Promise<Answer>) =>
  async (...sent: Sent): Promise<Answer> =>
    ask(...sent).then(translateRest, translate);

/** What is left to do once it is seen may fail in the same way. */
function translateRest(answer: Answer): Answer {
  if (answer.kind === 'show-progress') return {...answer, messages: translated(answer.messages)};
  if (answer.kind !== 'show' || answer.after === undefined) return answer;
  const {after} = answer;
  return {...answer, after: async () => after().catch(translate)};
}

async function* translated(messages: AsyncIterable<ChatMessage>): AsyncIterable<ChatMessage> {
  try {
    yield* messages;
  } catch (error) {
    translate(error);
  }
}

function translate(error: unknown): never {
  const said = words().answering;
  if (error instanceof QueueClosedError) {
    throw new UserError('unavailable', said.restarting, {cause: error});
  }
  if (isFenced(error)) {
    throw new UserError('unavailable', said.takenOver, {cause: error});
  }
  if (isRedisAway(error)) {
    throw new UserError('unavailable', said.away, {cause: error});
  }
  if (isRedisFull(error)) {
    throw new UserError('unavailable', said.full, {cause: error});
  }
  if (isRedisRefusing(error)) {
    throw new UserError('unavailable', said.away, {cause: error});
  }
  throw error;
}
