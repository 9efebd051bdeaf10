import type {KubeObject} from './kube-object.ts';

export interface Lease extends KubeObject {
  spec?: {holderIdentity?: string; leaseDurationSeconds?: number; leaseTransitions?: number; renewTime?: string};
}
