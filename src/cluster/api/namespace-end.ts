import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';

const namespaceSchema = z.looseObject({
  status: z.looseObject({conditions: conditionsSchema}).prefault({}),
});

/** How far the deletion of a namespace is. */
export interface NamespaceEnd {
  /** What the namespace controller says keeps it; empty when it says nothing. */
  readonly said: string;
  /**
   * Whether nothing keeps it but an API that does not answer, such as an aggregated one that is down: all that could be
   * found in it is gone, and it goes itself when that API answers or is taken away.
   */
  readonly isEmptied: boolean;
}

/** What comes before the names of the APIs, and leaves no room for them in a note. */
const preamble = /^Discovery failed for some groups, .*unable to retrieve the complete list of server APIs: /;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/#NamespaceStatus */
export function namespaceEnd(namespace: unknown): NamespaceEnd {
  const {conditions} = namespaceSchema.parse(namespace).status;
  const holding = conditions.filter(({type, status}) => type.startsWith('Namespace') && status === 'True');
  const discovery = holding.filter(({type}) => type === 'NamespaceDeletionDiscoveryFailure');
  return {
    said: holding
      .map(({message}) => message.replace(preamble, ''))
      .filter((message) => message !== '')
      .join(' '),
    isEmptied: discovery.length > 0 && discovery.length === holding.length,
  };
}

/** How long such an API may be away, in ms, before nobody waits for it any more: one that restarts is back by then. */
export const apiPatienceMs = 8_000;
