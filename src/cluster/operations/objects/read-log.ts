import type {Pod} from '#src/kinds/pod/schema.ts';
import {toError} from '#src/cluster/api/api-client.ts';
import {parseJson} from '#src/cluster/api/parse-json.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';

/**
 * What a container wrote, or what the one before it did.
 * @throws ApiError when it has written nothing that can be read
 */
export async function readLog(
  pod: Pick<Pod, 'metadata'>,
  options: {container: string; tail: number | undefined; previous: boolean; limitBytes: number},
  {sandbox, identities, signal}: Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>,
): Promise<{text: string; isCut: boolean}> {
  const response = await identities.learner(sandbox.namespace).requestRaw({
    path: `${resourcePath('pods', sandbox.namespace, pod.metadata.name)}/log`,
    query: {
      container: options.container,
      tailLines: options.tail === undefined ? undefined : String(options.tail),
      previous: options.previous ? 'true' : undefined,
      limitBytes: String(options.limitBytes),
    },
    limitBytes: options.limitBytes,
    signal,
  });
  if (response.status >= 400) {
    const {status, text, retryAfter} = response;
    throw toError(status, {body: parseJson(text), text, retryAfter});
  }
  return {text: response.text, isCut: response.isCut || Buffer.byteLength(response.text) >= options.limitBytes};
}
