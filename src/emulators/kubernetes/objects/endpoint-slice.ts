import type {KubeObject} from './kube-object.ts';

export interface SliceEndpoint {
  addresses: string[];
  conditions?: {ready?: boolean; serving?: boolean; terminating?: boolean};
  hostname?: string;
  nodeName?: string;
  targetRef?: {kind: string; namespace: string; name: string; uid: string};
}

export interface SlicePort {
  name?: string;
  port?: number;
  protocol?: string;
}

export interface EndpointSlice extends KubeObject {
  addressType: string;
  endpoints: SliceEndpoint[];
  ports?: SlicePort[];
}
