import type {Context} from 'hono';
import {isAddressValid} from './attachment-addresses.ts';
import type {ChatState} from '../state/state.ts';

/** Hands out a file to whoever has its signed address, always as a download: what people send is not to be trusted. */
export function serveAttachment(context: Context, state: ChatState, nowMs: number): Response {
  const {id = '', filename = ''} = context.req.param();
  const {ex = '', hm = ''} = context.req.query();
  const attachment = state.attachments.get(id);
  if (!attachment || !isAddressValid(state.signingKey, id, {ex, hm, nowMs})) {
    return context.text('This content is no longer available.', 404);
  }
  return context.body(new Uint8Array(Buffer.from(attachment.base64, 'base64')), 200, {
    'Content-Type': attachment.contentType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
    'X-Content-Type-Options': 'nosniff',
  });
}
