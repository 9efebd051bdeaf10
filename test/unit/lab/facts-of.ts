import type {FactObject, SandboxFacts} from '#src/lab/facts.ts';

/** When nobody had missed anything yet, in ms since 1970. */
export const watchedSince = 1_000;

/** What is known of a sandbox with these objects. */
export function factsOf(
  objects: Partial<Record<Parameters<SandboxFacts['objects']>[0], readonly FactObject[]>>,
  more: Partial<SandboxFacts> = {},
): SandboxFacts {
  return {
    objects: (type) => objects[type] ?? [],
    history: [],
    versions: [],
    completeSince: watchedSince,
    inNamespace: () => undefined,
    ...more,
  };
}

export const podOf = (name: string, more: Record<string, unknown> = {}): FactObject => ({
  metadata: {name, uid: `uid-${name}`, labels: {app: 'nginx'}},
  spec: {containers: [{name: 'nginx'}], nodeName: 'one'},
  status: {
    phase: 'Running',
    conditions: [{type: 'Ready', status: 'True'}],
    containerStatuses: [{name: 'nginx', ready: true, restartCount: 2, state: {running: {}}}],
  },
  ...more,
});
