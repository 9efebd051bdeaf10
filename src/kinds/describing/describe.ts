import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {Event} from '#src/kubernetes/event.ts';

/** What an object is described with, as far as the reader may see it; read when it is asked for. */
export interface Surroundings {
  /** In ms since 1970. */
  readonly now: number;
  /** The events about it; undefined when they are not to be shown. */
  readonly events: () => Promise<readonly Event[] | undefined>;
  readonly list: (
    type: 'pods' | 'replicasets' | 'resourcequotas' | 'limitranges',
    by: {readonly label: string} | {readonly field: string} | Readonly<Record<string, never>>,
  ) => Promise<readonly unknown[]>;
  /** The EndpointSlices of a Service. */
  readonly slicesOf: (service: string) => Promise<readonly unknown[]>;
  /** The Service of that name, or why it could not be read. */
  readonly serviceOf: (name: string) => Promise<{readonly object: unknown} | {readonly failure: string}>;
  /** The Lease by which a node says that it lives, or why it could not be read. */
  readonly leaseOf: (node: string) => Promise<{readonly object: unknown} | {readonly failure: string}>;
}

/** What `kubectl describe` prints of an object. */
export type Describe = (object: KubernetesObject, around: Surroundings) => Promise<string>;
