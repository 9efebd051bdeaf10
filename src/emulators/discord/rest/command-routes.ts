import {Locale} from 'discord-api-types/v10';
import {asListed, localeCalled} from '../commands/localized.ts';
import {checkApplication, guildRecordOf} from './lookups.ts';
import {noContent, ok, param, type RestAnswer, type RestCall, type RestRoute} from './rest-route.ts';

/** Changes of commands. */
const bucket: RestRoute['bucket'] = {name: 'commands', limit: 20, periodMs: 5_000};

type Act = (call: RestCall, guildId: string | undefined) => RestAnswer;

function list({world, query, headers}: RestCall, guildId: string | undefined): RestAnswer {
  const commands = world.commands.list(guildId).map(world.objects.command);
  const isWhole = query.get('with_localizations') === 'true';
  return ok(isWhole ? commands : commands.map((command) => asListed(command, requestersLocale(headers))));
}

/** A bot has no settings to look into when it does not say. */
function requestersLocale(headers: Headers): Locale {
  const [accepted = ''] = (headers.get('accept-language') ?? '').split(/[,;]/);
  return localeCalled(headers.get('x-discord-locale') ?? accepted.trim()) ?? Locale.EnglishUS;
}

function replaceAll({world, body}: RestCall, guildId: string | undefined): RestAnswer {
  const records = world.commands.replaceAll(guildId, body);
  world.touch();
  return ok(records.map(world.objects.command));
}

function create({world, body}: RestCall, guildId: string | undefined): RestAnswer {
  const isNew = !world.commands.list(guildId).some(({name}) => name === (body as {name?: unknown} | null)?.name);
  const record = world.commands.put(guildId, body);
  world.touch();
  return {status: isNew ? 201 : 200, body: world.objects.command(record)};
}

function read(call: RestCall, guildId: string | undefined): RestAnswer {
  const {commands, objects} = call.world;
  return ok(objects.command(commands.get(guildId, param(call, 'command'))));
}

function patch(call: RestCall, guildId: string | undefined): RestAnswer {
  const {world, body} = call;
  const record = world.commands.patch(world.commands.get(guildId, param(call, 'command')), body);
  world.touch();
  return ok(world.objects.command(record));
}

function remove(call: RestCall, guildId: string | undefined): RestAnswer {
  const {world} = call;
  world.commands.remove(world.commands.get(guildId, param(call, 'command')));
  world.touch();
  return noContent;
}

function inGuild(method: RestRoute['method'], rest: string, act: Act): RestRoute {
  return {
    method,
    path: `/applications/:application/guilds/:guild/commands${rest}`,
    speaker: 'bot',
    bucket: bucket,
    handle(call) {
      checkApplication(call);
      return act(call, guildRecordOf(call).id);
    },
  };
}

function everywhere(method: RestRoute['method'], act: Act): RestRoute {
  return {
    method,
    path: '/applications/:application/commands',
    speaker: 'bot',
    bucket: bucket,
    handle(call) {
      checkApplication(call);
      return act(call, undefined);
    },
  };
}

export const commandRoutes: readonly RestRoute[] = [
  inGuild('GET', '', list),
  inGuild('PUT', '', replaceAll),
  inGuild('POST', '', create),
  inGuild('GET', '/:command', read),
  inGuild('PATCH', '/:command', patch),
  inGuild('DELETE', '/:command', remove),
  everywhere('GET', list),
  everywhere('PUT', replaceAll),
];
