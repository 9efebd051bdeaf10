import type {Pod} from '#src/kinds/pod/schema.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import {toError} from '#src/cluster/api/read-answer.ts';
import {parseJson} from '#src/cluster/api/parse-json.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';

/** What is asked for of a log. */
export interface LogOptions {
  /** Lines from its end; undefined: all. */
  readonly tail: number | undefined;
  readonly previous: boolean;
  /** No older than that. */
  readonly sinceSeconds?: number | undefined;
  readonly hasTimestamps?: boolean | undefined;
}

/** The request for the log of a container. */
export function logRequest(
  {pod, container}: {readonly pod: Pick<Pod, 'metadata'>; readonly container: string},
  options: LogOptions & {readonly limitBytes?: number; readonly follow?: true},
  {sandbox, signal}: Pick<OperationContext, 'sandbox' | 'signal'>,
): ApiRequest {
  const {tail, previous, sinceSeconds, hasTimestamps = false, limitBytes, follow = false} = options;
  return {
    path: `${resourcePath('pods', sandbox.namespace, pod.metadata.name)}/log`,
    query: {
      container,
      follow: follow ? 'true' : undefined,
      tailLines: tail === undefined ? undefined : String(tail),
      previous: previous ? 'true' : undefined,
      sinceSeconds: sinceSeconds === undefined ? undefined : String(Math.max(1, Math.round(sinceSeconds))),
      timestamps: hasTimestamps ? 'true' : undefined,
      limitBytes: limitBytes === undefined ? undefined : String(limitBytes),
    },
    isFollowed: follow,
    signal,
  };
}

/**
 * What a container wrote, or what the one before it did.
 * @throws ApiError when it has written nothing that can be read
 */
export async function readLog(
  pod: Pick<Pod, 'metadata'>,
  {container, ...options}: LogOptions & {readonly container: string; readonly limitBytes: number},
  context: Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>,
): Promise<{text: string; isCut: boolean}> {
  const {sandbox, identities} = context;
  const {limitBytes} = options;
  const response = await identities.learner(sandbox.namespace).requestRaw({
    ...logRequest({pod, container}, options, context),
    limitBytes,
  });
  if (response.status >= 400) {
    const {status, text, retryAfter} = response;
    throw toError(status, {body: parseJson(text), text, retryAfter, isOfRead: true});
  }
  return {text: response.text, isCut: response.isCut || Buffer.byteLength(response.text) >= limitBytes};
}
