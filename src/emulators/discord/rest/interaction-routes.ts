import {IncomingWebhookRequestPartialSchema, IncomingWebhookUpdateRequestPartialSchema} from 'discord-api-spec/zod';
import {MessageFlags} from 'discord-api-types/v10';
import {isPending} from '../messages/message-kinds.ts';
import {parseBody} from '../validation/schema-validation.ts';
import type {InteractionRecord, MessageRecord} from '../state/state.ts';
import {noContent, ok, param, type RestCall, type RestRoute} from './rest-route.ts';

/** Shared by all message routes of one interaction token; measured by users, not documented. */
const bucket: RestRoute['bucket'] = {name: 'webhook messages', limit: 5, periodMs: 2_000};

const webhookPath = '/webhooks/:application/:token';

function interactionOf(call: RestCall): InteractionRecord {
  return call.world.interactions.withToken(param(call, 'application'), param(call, 'token'));
}

function messageOf(call: RestCall, interaction: InteractionRecord): MessageRecord {
  return call.world.interactions.messageOf(interaction, param(call, 'message'));
}

export const interactionRoutes: readonly RestRoute[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    speaker: 'interaction',
    bucket: undefined,
    handle(call) {
      const {world, body, files, query} = call;
      const id = param(call, 'interaction');
      const message = world.interactions.respond(id, param(call, 'token'), {body, files});
      if (query.get('with_response') !== 'true') return noContent;
      const interaction = world.state.interactions.get(id);
      const aboutMessage = message && {
        response_message_id: message.id,
        response_message_loading: isPending(message),
        response_message_ephemeral: (message.flags & MessageFlags.Ephemeral) !== 0,
      };
      const resource = {type: interaction?.responseType, ...(message ? {message: world.objects.message(message)} : {})};
      return ok({interaction: {id, type: interaction?.type, ...aboutMessage}, resource});
    },
  },
  {
    method: 'POST',
    path: webhookPath,
    speaker: 'interaction',
    bucket: bucket,
    handle(call) {
      const interaction = interactionOf(call);
      const body = parseBody(IncomingWebhookRequestPartialSchema, call.body);
      const message = call.world.interactions.followUp(interaction, {body, files: call.files});
      return ok(call.world.objects.message(message));
    },
  },
  {
    method: 'GET',
    path: `${webhookPath}/messages/:message`,
    speaker: 'interaction',
    bucket: bucket,
    handle: (call) => ok(call.world.objects.message(messageOf(call, interactionOf(call)))),
  },
  {
    method: 'PATCH',
    path: `${webhookPath}/messages/:message`,
    speaker: 'interaction',
    bucket: bucket,
    handle(call) {
      const interaction = interactionOf(call);
      const body = parseBody(IncomingWebhookUpdateRequestPartialSchema, call.body);
      const request = {body, files: call.files};
      const message = call.world.interactions.editMessage(interaction, messageOf(call, interaction), request);
      return ok(call.world.objects.message(message));
    },
  },
  {
    method: 'DELETE',
    path: `${webhookPath}/messages/:message`,
    speaker: 'interaction',
    bucket: bucket,
    handle(call) {
      const interaction = interactionOf(call);
      call.world.interactions.removeMessage(interaction, messageOf(call, interaction));
      return noContent;
    },
  },
];
