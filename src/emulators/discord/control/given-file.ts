import {z} from 'zod';
import {contentTypeOf} from '../attachments/content-types.ts';
import {attachmentBytes} from '../limits.ts';
import type {UploadedFile} from '../messages/messages.ts';
import {ControlError} from './control-error.ts';

/** A file as the control interface takes it. */
export const givenFileSchema = z.object({name: z.string().min(1).max(1024), base64: z.base64()});

export type GivenFile = z.infer<typeof givenFileSchema>;

/** @throws {ControlError} 400 when it is larger than a user may send */
export function decodeFile({name, base64}: GivenFile): Omit<UploadedFile, 'index'> {
  const data = Buffer.from(base64, 'base64');
  if (data.length > attachmentBytes) throw new ControlError(`${name} is larger than ${attachmentBytes} bytes`);
  return {filename: name, contentType: contentTypeOf(name), data};
}
