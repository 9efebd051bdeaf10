export const patchTypes = {
  apply: 'application/apply-patch+yaml',
  merge: 'application/merge-patch+json',
} as const;

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root, encoded: `/api/v1/namespaces/x/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Whether it is for an app behind the API server, whose own answer may be 401. */
  readonly isProxied?: boolean;
  /** Whether its answer goes on for as long as something may come: it takes no connection from those that end. */
  readonly isFollowed?: boolean;
  /** By which host an app behind the API server is asked, as an ingress controller tells one. */
  readonly forwardedHost?: string;
}
