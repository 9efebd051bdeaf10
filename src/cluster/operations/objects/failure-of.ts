import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerNamespaces, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {isRefusal, kubectlErrorText, type ApiError} from '#src/cluster/api/api-error.ts';
import {whatNext} from './what-next.ts';

/** What is said of an object of several that was not written. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next?: string;
}

interface Refused {
  readonly object: JsonObject;
  readonly sandbox: SandboxSpec;
  /** What is said of the API server's answer, if that is more than kubectl says of all. */
  readonly refusal?: ((error: ApiError) => string) | undefined;
}

/** Of an error that a person can understand, in the words of whose sandbox it is; undefined for every other. */
export function failureOf(error: unknown, {object, sandbox, refusal = kubectlErrorText}: Refused): Failure | undefined {
  if (error instanceof UserError) {
    const next = error.next === undefined ? {} : {next: error.next};
    return {code: error.code, message: toLearnerNamespaces(error.message, sandbox), ...next};
  }
  if (!isRefusal(error)) return undefined;
  const message = toLearnerText(refusal(error), sandbox);
  return {code: error.reason, message, ...whatNext(error, object)};
}
