import type {Dispatcher} from 'undici';
import {ApiError, ClusterUnavailableError, statusSchema} from './api-error.ts';

/** The error that a refused request stands for. `retryAfter`: the header, which is there where the body is plain text. */
export function toError(
  status: number,
  {
    body,
    text,
    retryAfter,
    isOfRead = false,
  }: {readonly body: unknown; readonly text: string; readonly retryAfter: unknown; readonly isOfRead?: boolean},
): ApiError | ClusterUnavailableError {
  const parsed = statusSchema.safeParse(body);
  const statusBody = parsed.success ? parsed.data : undefined;
  const error = new ApiError(status, statusBody, text.slice(0, 300) || `HTTP ${status}`, isOfRead);
  if (status !== 429 && status < 502) return error;
  const announced = typeof retryAfter === 'string' && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const retryAfterSeconds = statusBody?.details?.retryAfterSeconds ?? announced;
  return new ClusterUnavailableError('busy', {
    cause: error,
    ...(retryAfterSeconds === undefined ? {} : {retryAfterMs: retryAfterSeconds * 1000}),
  });
}

/** The body as text, up to `limitBytes`; what follows is not read. */
export async function readText(
  response: Dispatcher.ResponseData,
  {limitBytes, signal}: {limitBytes: number; signal?: AbortSignal | undefined},
): Promise<{text: string; isCut: boolean}> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      const buffer = Buffer.from(chunk);
      chunks.push(buffer);
      size += buffer.length;
      if (size > limitBytes) break;
    }
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw new ClusterUnavailableError('brokeOff', {cause: error});
  }
  return {text: Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8'), isCut: size > limitBytes};
}
