import {ButtonStyle, ComponentType, InteractionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {isPending} from '../messages/message-kinds.ts';
import {asNodes, findComponent, type ComponentNode} from '../messages/component-tree.ts';
import {guildOf} from '../state/guilds.ts';
import type {InteractionRecord, UserRecord} from '../state/state.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';
import {deliver} from './deliver.ts';
import {findOfferedChannel, findPerson, findUser, findVisibleMessage} from './lookups.ts';
import type {Resolved} from './option-values.ts';

export const componentSchema = z.object({
  user: z.string(),
  message: z.string(),
  custom_id: z.string(),
  values: z.array(z.string()).default([]),
});

/** Presses a button or chooses from a select.
 * @throws {ControlError} 400 not there, disabled, or not to be chosen like this */
export function useComponent(world: ControlWorld, given: z.infer<typeof componentSchema>): InteractionRecord {
  const {state} = world;
  const user = findPerson(state, given.user);
  const message = findVisibleMessage(state, user, given.message);
  const component = isPending(message) ? undefined : findComponent(asNodes(message.components), given.custom_id);
  if (!component) throw new ControlError(`The message has no component ${given.custom_id}`);
  if (component.disabled) throw new ControlError(`The component ${given.custom_id} is disabled`);
  const {values, resolved} = chosenValues({world, user, channelId: message.channelId}, component, given.values);
  const isButton = component.type === ComponentType.Button;
  const data = {
    component_type: component.type,
    custom_id: given.custom_id,
    id: component.id,
    ...(isButton ? {} : {values}),
    ...(resolved ? {resolved} : {}),
  };
  const about = {
    type: InteractionType.MessageComponent,
    userId: user.id,
    channelId: message.channelId,
    command: undefined,
    sourceMessageId: message.id,
  };
  return deliver(world, about, data);
}

interface Chosen {
  values: string[];
  resolved?: Resolved;
}

/** The values that a component takes: none for a button, within its bounds for a select.
 * @throws {ControlError} 400 */
export function chosenValues(
  choosing: {world: ControlWorld; user: UserRecord; channelId: string},
  component: ComponentNode,
  given: readonly string[],
): Chosen {
  switch (component.type) {
    case ComponentType.Button:
      if (component.style === ButtonStyle.Link) throw new ControlError('A link button sends nothing');
      if (given.length > 0) throw new ControlError('A button takes no values');
      return {values: []};
    case ComponentType.StringSelect: {
      checkCount(component, given);
      const unknown = given.find((value) => !component.options?.some((option) => option.value === value));
      if (unknown !== undefined) throw new ControlError(`The select ${component.custom_id} has no option "${unknown}"`);
      return {values: [...given]};
    }
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      checkCount(component, given);
      return chosenObjects(choosing, component, given);
    default:
      throw new ControlError(`The component ${component.custom_id} cannot be used here`);
  }
}

/** What is chosen by name or by id of what the server has, each with its object.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
function chosenObjects(
  {world, user: chooser, channelId}: {world: ControlWorld; user: UserRecord; channelId: string},
  {type, channel_types: kinds}: ComponentNode,
  given: readonly string[],
): Chosen {
  const {state, objects} = world;
  const guildId = guildOf(state, state.channels.get(channelId) ?? {});
  const resolved: Resolved = {};
  const add = (part: string, id: string, object: unknown): void => {
    resolved[part] = {...resolved[part], [id]: object};
  };
  const values = given.map((wanted) => {
    if (type === ComponentType.ChannelSelect) {
      const channel = findOfferedChannel(state, {user: chooser, guildId}, wanted);
      const object = objects.channel(channel);
      const isOfKind = kinds === undefined || kinds.some((kind) => kind === object['type']);
      if (!isOfKind) throw new ControlError(`There is no channel ${wanted} to choose`);
      add('channels', channel.id, object);
      return channel.id;
    }
    const role =
      type === ComponentType.UserSelect
        ? undefined
        : [...state.roles.values()].find(
            ({id, name, ...one}) => (id === wanted || name === wanted) && guildOf(state, one) === guildId,
          );
    if (role !== undefined) {
      add('roles', role.id, objects.role(role));
      return role.id;
    }
    if (type === ComponentType.RoleSelect) throw new ControlError(`There is no role ${wanted}`);
    const user = findUser(state, wanted);
    add('users', user.id, objects.user(user));
    add('members', user.id, objects.partialMember(user, guildId));
    return user.id;
  });
  return {values, resolved};
}

function checkCount(
  {custom_id: id, min_values: min = 1, max_values: max = 1}: ComponentNode,
  given: readonly string[],
) {
  if (new Set(given).size !== given.length) throw new ControlError(`The select ${id} takes each value once`);
  if (given.length < min) throw new ControlError(`The select ${id} needs at least ${min}`);
  if (given.length > max) throw new ControlError(`The select ${id} takes at most ${max}`);
}
