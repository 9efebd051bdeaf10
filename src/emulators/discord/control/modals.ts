import {ComponentType, InteractionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {ComponentNode} from '../messages/component-tree.ts';
import type {InteractionRecord, UserRecord} from '../state/state.ts';
import {chosenValues} from './components.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';
import {deliver} from './deliver.ts';
import {decodeFile, givenFileSchema, type GivenFile} from './given-file.ts';
import {findPerson} from './lookups.ts';

const fieldSchema = z.union([z.string(), z.array(z.string()), givenFileSchema, z.array(givenFileSchema)]);

export const modalSchema = z.object({
  user: z.string(),
  interaction: z.string(),
  fields: z.record(z.string(), fieldSchema),
});

type Field = z.infer<typeof fieldSchema>;

/** What the modal's components are being filled with. */
interface Filling {
  world: ControlWorld;
  user: UserRecord;
  channelId: string;
  fields: Readonly<Record<string, Field>>;
  attachments: Record<string, unknown>;
}

/** Submits a modal that the bot answered an interaction with.
 * @throws {ControlError} 400 no such modal or field, or a field that its component does not take */
export function submitModal(world: ControlWorld, given: z.infer<typeof modalSchema>): InteractionRecord {
  const user = findPerson(world.state, given.user);
  const opened = world.state.interactions.get(given.interaction);
  if (!opened?.modal || opened.userId !== user.id) {
    throw new ControlError(`The interaction ${given.interaction} has opened no modal for ${user.name}`);
  }
  const components = opened.modal.components as ComponentNode[]; // checked against the schema when it came
  const filling: Filling = {world, user, channelId: opened.channelId, fields: given.fields, attachments: {}};
  const filled = components.map((component) => fill(filling, component));
  const known = new Set(components.flatMap(inputsOf).map(({custom_id: id}) => id));
  const unknown = Object.keys(given.fields).find((id) => !known.has(id));
  if (unknown !== undefined) throw new ControlError(`The modal has no field ${unknown}`);

  const about = {
    type: InteractionType.ModalSubmit,
    userId: user.id,
    channelId: opened.channelId,
    command: undefined,
    sourceMessageId: opened.sourceMessageId,
  };
  const resolved = Object.keys(filling.attachments).length > 0 ? {resolved: {attachments: filling.attachments}} : {};
  return deliver(world, about, {custom_id: opened.modal.custom_id, components: filled, ...resolved});
}

function inputsOf({components = [], component}: ComponentNode): ComponentNode[] {
  return component ? [component] : components;
}

function fill(filling: Filling, node: ComponentNode): object {
  const {type, id = 0} = node;
  if (node.component) return {type, id, component: fillInput(filling, node.component)};
  if (node.components) return {type, id, components: node.components.map((input) => fillInput(filling, input))};
  return {type, id};
}

function fillInput(filling: Filling, input: ComponentNode): object {
  const {type, id = 0, custom_id: customId = ''} = input;
  const field = filling.fields[customId];
  switch (type) {
    case ComponentType.TextInput:
      return {type, id, custom_id: customId, value: readText(input, field)};
    case ComponentType.FileUpload:
      return {type, id, custom_id: customId, values: readFiles(filling, input, field)};
    default:
      return {type, id, custom_id: customId, values: readChoices(filling, input, field)};
  }
}

function readText(input: ComponentNode, field: Field | undefined): string {
  const text = field ?? '';
  if (typeof text !== 'string') throw new ControlError(`The field ${input.custom_id} takes text`);
  if (text === '' && input.required === false) return text;
  if (text === '') throw new ControlError(`The field ${input.custom_id} is required`);
  if (text.length < (input.min_length ?? 0)) {
    throw new ControlError(`The field ${input.custom_id} takes at least ${input.min_length} characters`);
  }
  if (text.length > (input.max_length ?? Infinity)) {
    throw new ControlError(`The field ${input.custom_id} takes at most ${input.max_length} characters`);
  }
  return text;
}

function readChoices(filling: Filling, input: ComponentNode, field: Field | undefined): string[] {
  const texts = [field ?? []].flat().map((value) => {
    if (typeof value !== 'string') throw new ControlError(`The field ${input.custom_id} takes no files`);
    return value;
  });
  if (texts.length === 0 && input.required === false) return [];
  return chosenValues(filling, input, texts).values;
}

function readFiles(filling: Filling, input: ComponentNode, field: Field | undefined): string[] {
  const {custom_id: id, min_values: min = 1, max_values: max = 1, required = true} = input;
  const files = [field ?? []].flat().map((value): GivenFile => {
    if (typeof value === 'string') throw new ControlError(`The field ${id} takes files`);
    return value;
  });
  if (files.length === 0 && !required) return [];
  if (files.length < min || files.length > max) throw new ControlError(`The field ${id} takes ${min} to ${max} files`);
  return files.map((file) => {
    const attachmentId = filling.world.messages.attach(filling.channelId, decodeFile(file));
    const record = filling.world.state.attachments.get(attachmentId);
    if (record) filling.attachments[attachmentId] = filling.world.objects.attachment(record);
    return attachmentId;
  });
}
