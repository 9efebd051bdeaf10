import {ApiError, ClusterUnavailableError} from './api-error.ts';
import {patchTypes, type ApiRequest} from './api-request.ts';

/** What the server could not do, and says no more of, is asked again after so long: etcd's leader may have changed. */
const internalErrorDelaysMs = [200, 500];
/** Another request of the sandbox's was counted at the same time: the next is likely to find the quota as it is by now. */
const quotaConflictDelaysMs = [100, 200, 400, 800];

/** When one request is sent again, by what came of it. */
export class RepeatDelays {
  readonly #request: ApiRequest;
  readonly #internalMs = internalErrorDelaysMs.values();
  readonly #quotaMs = quotaConflictDelaysMs.values();

  constructor(request: ApiRequest) {
    this.#request = request;
  }

  /** In ms; nothing where asking again is of no use, or was of none too often. */
  after(error: unknown): number | undefined {
    if (isInternal(error) && isRepeatable(this.#request)) return this.#internalMs.next().value;
    if (!isQuotaConflict(error, this.#request)) return announcedDelayMs(error);
    const delayMs = this.#quotaMs.next().value;
    // those who were in each other's way come back one after the other
    return delayMs === undefined ? undefined : delayMs * (0.5 + Math.random());
  }
}

/** Whether it comes to the same when it is carried out twice. */
const isRepeatable = ({method = 'GET', contentType}: ApiRequest): boolean =>
  method === 'GET' || contentType === patchTypes.apply;

const isInternal = (error: unknown): boolean => error instanceof ApiError && error.status === 500;

/**
 * Whether an object was not let in because the quota that it counts towards was changed meanwhile, which is where many are
 * made at once. Nothing of it was written, whatever was asked; it is no refusal of the object.
 */
function isQuotaConflict(error: unknown, {path}: ApiRequest): boolean {
  if (!(error instanceof ApiError) || error.status !== 409 || error.reason !== 'Conflict') return false;
  return error.body?.details?.kind === quotas && !path.includes(`/${quotas}/`);
}

const quotas = 'resourcequotas';

/** The longest pause of a server with too much to do that one request sits out, in ms. */
const longestPauseMs = 5_000;

/**
 * When to ask again a server that has too much to do and says when, in ms: it has not begun with it, whatever it is.
 * @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export function announcedDelayMs(error: unknown): number | undefined {
  if (!(error instanceof ClusterUnavailableError && error.cause instanceof ApiError)) return undefined;
  const {retryAfterMs} = error;
  if (error.cause.status !== 429 || retryAfterMs === undefined || retryAfterMs > longestPauseMs) return undefined;
  // those who were refused together come back one after the other
  return retryAfterMs * (1 + Math.random() / 2);
}
