/** What proves who asks can't be had; the message is a sentence for the operator, and holds no secret. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  /** Whether a program or a file is not there that the kubeconfig names: it does not come by itself. */
  readonly isMissing: boolean;

  constructor(message: string, {cause, isMissing = false}: {cause?: unknown; isMissing?: boolean} = {}) {
    super(message, cause === undefined ? {} : {cause});
    this.isMissing = isMissing;
  }
}
