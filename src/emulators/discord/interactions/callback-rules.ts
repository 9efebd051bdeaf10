import {InteractionResponseType, InteractionType, MessageFlags} from 'discord-api-types/v10';
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import {modalComponentLimit} from '../limits.ts';
import {walkComponents, type ComponentNode, type PlacedComponent} from '../messages/component-tree.ts';
import {invalidFormBody, refuseIssues, type FormIssue} from '../validation/form-issues.ts';
import {interactiveIssues} from '../messages/message-rules.ts';
import {parseBody} from '../validation/schema-validation.ts';
import type {InteractionRecord} from '../state/state.ts';

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

const callbackSchemas = new Map([
  [ChannelMessageWithSource, CreateMessageInteractionCallbackRequestSchema],
  [DeferredChannelMessageWithSource, CreateMessageInteractionCallbackRequestSchema],
  [DeferredMessageUpdate, UpdateMessageInteractionCallbackRequestSchema],
  [UpdateMessage, UpdateMessageInteractionCallbackRequestSchema],
  [ApplicationCommandAutocompleteResult, ApplicationCommandAutocompleteCallbackRequestSchema],
  [Modal, ModalInteractionCallbackRequestSchema],
]);

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
function allowedTypes({type, sourceMessageId}: InteractionRecord): readonly InteractionResponseType[] {
  const messages = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
  const updates = [DeferredMessageUpdate, UpdateMessage];
  switch (type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return [ApplicationCommandAutocompleteResult];
    case InteractionType.MessageComponent:
      return [...messages, ...updates, Modal];
    case InteractionType.ModalSubmit:
      return sourceMessageId === undefined ? messages : [...messages, ...updates];
    default:
      return [...messages, Modal];
  }
}

export interface Callback {
  type: InteractionResponseType;
  data: Record<string, unknown>;
}

/** A response to an interaction, if it is one that this interaction may get.
 * @throws {DiscordError} 50035 */
export function parseCallback(interaction: InteractionRecord, body: unknown): Callback {
  const type = (body as {type?: InteractionResponseType} | null)?.type;
  const allowed = allowedTypes(interaction);
  const schema = type === undefined ? undefined : callbackSchemas.get(type);
  if (type === undefined || !schema || !allowed.includes(type)) {
    const message = `Value must be one of {${allowed.join(', ')}}.`;
    throw invalidFormBody([{path: ['type'], code: 'BASE_TYPE_CHOICES', message}]);
  }
  const parsed = parseBody(schema, body);
  const data = (parsed['data'] ?? {}) as Record<string, unknown>; // an object or missing, says the schema
  if (type === DeferredChannelMessageWithSource) refuseDeferFlags(data);
  if (type === Modal) refuseComponents(data);
  return {type, data};
}

function refuseDeferFlags({flags}: Record<string, unknown>): void {
  if ((Number(flags ?? 0) & ~MessageFlags.Ephemeral) === 0) return;
  const message = 'A deferred response takes no flag but EPHEMERAL';
  throw invalidFormBody([{path: ['data', 'flags'], code: 'MESSAGE_FLAGS_INVALID', message}]);
}

function refuseComponents({components}: Record<string, unknown>): void {
  const all = components as ComponentNode[]; // checked by the schema
  const path = ['data', 'components'];
  const message = `Must be between 1 and ${modalComponentLimit} in length.`;
  const tooMany = {path, code: 'BASE_TYPE_BAD_LENGTH', message};
  const placed = [...walkComponents(all, path)];
  refuseIssues([
    ...(all.length > modalComponentLimit ? [tooMany] : []),
    ...interactiveIssues(placed),
    ...placed.flatMap(modalIssues),
  ]);
}

/** Nothing in a modal is disabled, and what has to be filled in has to be chosen from.
 * @see https://docs.discord.com/developers/components/reference#string-select-string-select-structure */
function modalIssues({node, path}: PlacedComponent): FormIssue[] {
  const issues: FormIssue[] = [];
  if (node.disabled === true) {
    const message = 'Components in modals cannot be disabled';
    issues.push({path: [...path, 'disabled'], code: 'COMPONENT_DISABLED_IN_MODAL', message});
  }
  if (node.min_values === 0 && node.required !== false) {
    const message = 'Minimum values must be at least 1 where something is required';
    issues.push({path: [...path, 'min_values'], code: 'COMPONENT_MIN_VALUES_REQUIRED', message});
  }
  return issues;
}
