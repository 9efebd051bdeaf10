import {contentTypeOf} from '../attachments/content-types.ts';
import type {UploadedFile} from '../messages/messages.ts';
import {DiscordError} from '../discord-error.ts';

const jsonError = 50_109;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError(400, {code: jsonError, message: 'The request body contains invalid JSON.'});
  }
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new DiscordError(400, {code: 0, message: '400: Bad Request'});
  }
}

const fileField = /^files\[(\d+)\]$/;

/** A request's JSON, whether it came alone or as `payload_json` with files beside it.
 * @see https://docs.discord.com/developers/reference#uploading-files
 * @throws {DiscordError} 50109, and 400 for a form that cannot be read */
export async function readRequest(request: Request): Promise<{body: unknown; files: UploadedFile[]}> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    const text = await request.text();
    return {body: text === '' ? null : parseJson(text), files: []};
  }
  const form = await readForm(request);
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    const index = fileField.exec(field)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    const data = Buffer.from(await value.arrayBuffer());
    files.push({index: Number(index), filename: value.name, contentType: contentTypeOf(value.name), data});
  }
  const json = form.get('payload_json');
  return {body: typeof json === 'string' ? parseJson(json) : null, files};
}
