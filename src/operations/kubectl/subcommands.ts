import type {RolloutAction} from '../operation.ts';

/** What `kubectl rollout` does, with the flags that each takes. */
export const rolloutFlags = {
  status: ['watch', 'timeout', 'revision'],
  history: ['revision'],
  undo: ['to-revision'],
  restart: [],
  pause: [],
  resume: [],
} as const satisfies Readonly<Record<RolloutAction, readonly string[]>>;

export const rolloutActions = ['status', 'history', 'undo', 'restart', 'pause', 'resume'] as const;

/** What `kubectl set` sets here. */
export const setSubcommands = ['image'] as const;
