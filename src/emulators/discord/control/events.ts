import type {Context} from 'hono';
import {streamSSE} from 'hono/streaming';
import type {ChangeEvents} from '../state/changes.ts';
import type {UserRecord} from '../state/state.ts';
import type {ControlWorld} from './control-world.ts';
import {canSeeMessage} from './lookups.ts';
import type {Views} from './views.ts';

/** How often a silent stream is shown to be alive. */
const pingMs = 15_000;

/** Changes as they happen, as server-sent events; for one user, only what that user may see. */
export function streamEvents(
  context: Context,
  options: {world: ControlWorld; views: Views; user: UserRecord | undefined},
): Response {
  const {world, views, user} = options;
  const {state, changes} = world;
  return streamSSE(context, async (stream) => {
    const send = (event: string, data: object) => void stream.writeSSE({event, data: JSON.stringify(data)});

    const onMessage = (...[type, message]: ChangeEvents['message']) => {
      if (user === undefined || canSeeMessage(state, user, message)) {
        send('message', {type, channel: message.channelId, message: views.message(message)});
      }
    };
    const onInteraction = (...[interaction]: ChangeEvents['interaction']) => {
      if (user === undefined || interaction.userId === user.id) send('interaction', views.interaction(interaction));
    };
    const onUser = (...[changed]: ChangeEvents['user']) => send('user', views.user(changed));
    const onState = () => send('state', {});

    changes.on('message', onMessage).on('interaction', onInteraction).on('user', onUser).on('state', onState);
    stream.onAbort(() => {
      changes.off('message', onMessage).off('interaction', onInteraction).off('user', onUser).off('state', onState);
    });
    while (!stream.aborted) {
      await stream.write(': ping\n\n');
      await stream.sleep(pingMs);
    }
  });
}
