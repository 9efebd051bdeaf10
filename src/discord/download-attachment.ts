import {UserError} from '#src/operations/user-error.ts';
import {decodeText} from './decode-text.ts';
import {words} from '#src/words/words.ts';

const timeoutMs = 5_000;

/**
 * The text of a file that came with a command. Its address is signed and expires, so this is done at once.
 * @throws UserError `bad-input` when it is too large, `unavailable` when it can't be had
 */
export async function downloadAttachment(file: {
  name: string;
  size: number;
  url: string;
  limitBytes: number;
}): Promise<string> {
  const tooLarge = new UserError(
    'bad-input',
    words().replies.fileTooLarge({name: file.name, kib: Math.floor(file.limitBytes / 1024)}),
  );
  if (file.size > file.limitBytes) throw tooLarge;
  let bytes: ArrayBuffer;
  try {
    const response = await fetch(file.url, {signal: AbortSignal.timeout(timeoutMs)});
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new UserError('unavailable', words().replies.fileNotDownloaded({name: file.name}), {cause: error});
  }
  // the size that was announced is the sender's word; this is the file's own
  if (bytes.byteLength > file.limitBytes) throw tooLarge;
  return decodeText(new Uint8Array(bytes));
}
