import {z} from 'zod';
import {contentTypeOf} from '../attachments/content-types.ts';
import {ATTACHMENT_BYTES} from '../limits.ts';
import type {UploadedFile} from '../messages/messages.ts';
import {ControlError} from './control-error.ts';

/** A file as the control interface takes it. */
export const givenFileSchema = z.object({name: z.string().min(1).max(1024), base64: z.base64()});

export type GivenFile = z.infer<typeof givenFileSchema>;

/** @throws {ControlError} 400 when it is larger than a user may send */
export function decodeFile({name, base64}: GivenFile): Omit<UploadedFile, 'index'> {
  const data = Buffer.from(base64, 'base64');
  if (data.length > ATTACHMENT_BYTES) throw new ControlError(`${name} is larger than ${ATTACHMENT_BYTES} bytes`);
  return {filename: name, contentType: contentTypeOf(name), data};
}
