import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

export interface GeneratedPort {
  readonly name?: string | undefined;
  readonly protocol: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number | undefined;
}

interface GeneratedService {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly GeneratedPort[];
  readonly type?: string | undefined;
  readonly clusterIP?: string | undefined;
  readonly sessionAffinity?: string | undefined;
}

/** What `kubectl create service`, `expose` and `run --expose` make. */
export function generateService(service: GeneratedService): JsonObject {
  const {name, labels, selector, ports, type, clusterIP, sessionAffinity} = service;
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: generateMetadata({name, labels}),
    spec: {
      ...(ports.length === 0 ? {} : {ports: ports.map(generatePort)}),
      ...(Object.keys(selector).length === 0 ? {} : {selector}),
      ...(clusterIP === undefined ? {} : {clusterIP}),
      ...(type === undefined ? {} : {type}),
      ...(sessionAffinity === undefined ? {} : {sessionAffinity}),
    },
    status: {loadBalancer: {}},
  };
}

function generatePort({name, protocol, port, targetPort, nodePort}: GeneratedPort): JsonObject {
  return {
    ...(name === undefined ? {} : {name}),
    protocol,
    port,
    targetPort,
    ...(nodePort === undefined ? {} : {nodePort}),
  };
}
