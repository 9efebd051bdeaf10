import {Hono} from 'hono';
import {z} from 'zod';
import {faultSchema, toChatFault} from '../rest/chat-fault.ts';
import type {UserRecord} from '../state/state.ts';
import {autocompleteSchema, commandSchema, runCommand, suggestChoices} from './commands.ts';
import {componentSchema, useComponent} from './components.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';
import {streamEvents} from './events.ts';
import {actOnGateway, gatewayActionSchema} from './gateway-actions.ts';
import {createGuildSetup, guildSchema, presenceSchema} from './guild-setup.ts';
import {canSeeMessage, findPerson, findVisibleChannel} from './lookups.ts';
import {chooseFromMenu, menuSchema} from './menu-commands.ts';
import {modalSchema, submitModal} from './modals.ts';
import {
  changedChannelSchema,
  changedRoleSchema,
  channelSchema,
  createServerSetup,
  roleSchema,
  userSchema,
} from './server-setup.ts';
import {createViews} from './views.ts';

const limitsSchema = z.object({activeThreads: z.int().min(0)});

/** How clients are, and what Discord has opted in to. */
const settingsSchema = z.object({
  /** Channels that the bot may not view come without their names. */
  hidesChannelNames: z.boolean().optional(),
  /** The page forgets what one person alone sees when it is loaded again, as Discord's clients do. */
  forgetsEphemeral: z.boolean().optional(),
});

const clockSchema = z.object({advanceMs: z.number().min(0)});

/** The interface for people, tests and rehearsals, under `/_emulator`; errors are `{error: reason}`. */
export function createControlApp(world: ControlWorld): Hono {
  const {state, faults, requests, clock} = world;
  const views = createViews({state, objects: world.objects, links: world.links});
  const setup = createServerSetup(world);
  const guilds = createGuildSetup(world);
  const app = new Hono();

  async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
    const body: unknown = await request.json().catch(() => {
      throw new ControlError('The body is not JSON');
    });
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new ControlError(z.prettifyError(parsed.error));
    return parsed.data;
  }

  function queryUser(name: string | undefined): UserRecord {
    if (name === undefined) throw new ControlError('The query needs user');
    return findPerson(state, name);
  }

  app.get('/state', (context) => {
    const name = context.req.query('user');
    // who is gone meanwhile is offered nothing, and shown what there is
    const person = [...state.users.values()].find((user) => user.name === name);
    return context.json(views.state(person));
  });
  app.post('/users', async (context) =>
    context.json(views.user(setup.putUser(await read(context.req.raw, userSchema)))),
  );
  app.delete('/users/:user', (context) => {
    setup.removeUser(context.req.param('user'));
    return context.body(null, 204);
  });

  app.post('/channels', async (context) => {
    const {id, name} = setup.addChannel(await read(context.req.raw, channelSchema));
    return context.json({id, name});
  });
  app.patch('/channels/:channel', async (context) => {
    const given = await read(context.req.raw, changedChannelSchema);
    const {id, name} = setup.changeChannel(context.req.param('channel'), given);
    return context.json({id, name});
  });
  app.delete('/channels/:channel', (context) => {
    setup.removeChannel(context.req.param('channel'));
    return context.body(null, 204);
  });

  app.post('/roles', async (context) => context.json(setup.addRole(await read(context.req.raw, roleSchema))));
  app.patch('/roles/:role', async (context) =>
    context.json(setup.changeRole(context.req.param('role'), await read(context.req.raw, changedRoleSchema))),
  );
  app.delete('/roles/:role', (context) => {
    setup.removeRole(context.req.param('role'));
    return context.body(null, 204);
  });
  app.post('/guilds', async (context) => context.json(guilds.add(await read(context.req.raw, guildSchema))));
  app.patch('/guilds/:guild', async (context) =>
    context.json(guilds.setPresence(context.req.param('guild'), await read(context.req.raw, presenceSchema))),
  );
  app.post('/limits', async (context) => {
    state.activeThreadLimit = (await read(context.req.raw, limitsSchema)).activeThreads;
    return context.body(null, 204);
  });

  app.post('/settings', async (context) => {
    state.settings = {...state.settings, ...(await read(context.req.raw, settingsSchema))};
    world.changes.emit('state');
    return context.body(null, 204);
  });
  app.post('/users/:user/restart', (context) => {
    setup.restartClient(context.req.param('user'));
    return context.body(null, 204);
  });

  app.post('/commands', async (context) => {
    const {id} = runCommand(world, await read(context.req.raw, commandSchema));
    return context.json({interaction: id});
  });
  app.post('/menus', async (context) => {
    const {id} = chooseFromMenu(world, await read(context.req.raw, menuSchema));
    return context.json({interaction: id});
  });
  app.post('/components', async (context) => {
    const {id} = useComponent(world, await read(context.req.raw, componentSchema));
    return context.json({interaction: id});
  });
  app.post('/modals', async (context) => {
    const {id} = submitModal(world, await read(context.req.raw, modalSchema));
    return context.json({interaction: id});
  });
  app.post('/autocomplete', async (context) => {
    return context.json(await suggestChoices(world, await read(context.req.raw, autocompleteSchema)));
  });

  app.get('/interactions/:id', (context) => {
    const interaction = state.interactions.get(context.req.param('id'));
    if (!interaction) throw new ControlError('There is no such interaction', 404);
    return context.json(views.interaction(interaction));
  });

  app.get('/messages', (context) => {
    const user = queryUser(context.req.query('user'));
    const channelName = context.req.query('channel');
    if (channelName === undefined) throw new ControlError('The query needs channel');
    const channel = findVisibleChannel(state, user, channelName);
    const visible = [...state.messages.values()].filter(
      (message) => message.channelId === channel.id && canSeeMessage(state, user, message),
    );
    return context.json(visible.map(views.message));
  });
  app.get('/messages/:id/history', (context) => {
    const message = state.messages.get(context.req.param('id'));
    if (!message) throw new ControlError('There is no such message', 404);
    return context.json(views.history(message));
  });
  app.get('/events', (context) => {
    const name = context.req.query('user');
    return streamEvents(context, {world, views, user: name === undefined ? undefined : findPerson(state, name)});
  });

  app.get('/requests', (context) => context.json(requests.list()));
  app.delete('/requests', (context) => {
    requests.clear();
    return context.body(null, 204);
  });
  app.post('/faults', async (context) => {
    faults.add(toChatFault(await read(context.req.raw, faultSchema)));
    return context.body(null, 204);
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.post('/gateway', async (context) => {
    const told = actOnGateway(world, await read(context.req.raw, gatewayActionSchema));
    return told === undefined ? context.body(null, 204) : context.json(told);
  });
  app.post('/clock', async (context) => {
    const {advanceMs} = await read(context.req.raw, clockSchema);
    await clock.advance(advanceMs);
    return context.json({now: new Date(clock.now()).toISOString()});
  });

  app.notFound((context) => context.json({error: 'There is no such route'}, 404));
  app.onError((error, context) => {
    if (!(error instanceof ControlError)) throw error;
    return Response.json({error: error.message}, {status: error.status, headers: context.res.headers});
  });
  return app;
}
