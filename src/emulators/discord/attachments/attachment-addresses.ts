import {createHmac, timingSafeEqual} from 'node:crypto';
import {attachmentAddressMs} from '../limits.ts';
import type {AttachmentRecord} from '../state/state.ts';

function sign(key: string, attachmentId: string, expires: string): Buffer {
  return createHmac('sha256', key).update(`${attachmentId}.${expires}`).digest();
}

/** The path of an attachment with `ex` and `hm`, as Discord signs its own: it stops working after a day. */
export function attachmentPath(key: string, attachment: AttachmentRecord, nowMs: number): string {
  const expires = Math.floor((nowMs + attachmentAddressMs) / 1000).toString(16);
  const signature = sign(key, attachment.id, expires).toString('hex');
  const name = encodeURIComponent(attachment.filename);
  return `/attachments/${attachment.channelId}/${attachment.id}/${name}?ex=${expires}&hm=${signature}`;
}

/** Whether `ex` and `hm` were made by `attachmentPath` and are still good. */
export function isAddressValid(
  key: string,
  attachmentId: string,
  given: {ex: string; hm: string; nowMs: number},
): boolean {
  const expected = sign(key, attachmentId, given.ex);
  const actual = Buffer.from(given.hm, 'hex');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
  return Number.parseInt(given.ex, 16) * 1000 > given.nowMs;
}
