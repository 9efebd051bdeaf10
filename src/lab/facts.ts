import {typesThat} from '#src/kinds/resource-types.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';

/** What expressions can ask for, by the names of their variables. Endpoints are made of EndpointSlices. */
export const factTypes = [...typesThat('isWatched'), 'endpoints'] as const;
type FactType = (typeof factTypes)[number];

/** An object as the API server's JSON has it, written back to what its learner wrote. */
export type FactObject = Readonly<Record<string, unknown>>;

/** A workload as it was when the watch first showed this generation of it. */
export interface Version {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  /** In ms since 1970. */
  readonly seenAt: number;
  readonly object: FactObject;
}

/** What is known of one sandbox: what there is now, and what the watch saw of its Pods. */
export interface SandboxFacts {
  /** The objects of a type; of nodes, those of the sandbox's slice; of namespaces, those that its learner made. */
  readonly objects: (type: FactType) => readonly FactObject[];
  /** The Pods that were seen, the youngest first; those that are gone included. */
  readonly history: readonly PodRecord[];
  /** What its workloads were changed to, the oldest first. */
  readonly versions: readonly Version[];
  /** From when on nothing is missing in both, in ms since 1970; undefined: what there is now is not known either. */
  readonly completeSince: number | undefined;
  /** The same of a namespace that the learner made, by what they call it; undefined for a name that none can have. */
  readonly inNamespace: (name: string) => SandboxFacts | undefined;
}
