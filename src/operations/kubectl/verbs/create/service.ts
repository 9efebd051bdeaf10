import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {FlagDefinition} from '../../flags.ts';
import {generateService, type GeneratedPort} from '../../generators/service.ts';
import {parsePortNumber, parseTargetPort} from '../../parse-container-flags.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const tcp: FlagDefinition = {name: 'tcp', takes: 'value', suggests: ['80', '80:8080']};
const clusterIP: FlagDefinition = {name: 'clusterip', takes: 'value', suggests: ['None'], taught: '--clusterip=None'};
const nodePort: FlagDefinition = {name: 'node-port', takes: 'value', taught: ''};

export const clusterIpService = ofType('ClusterIP', [tcp, clusterIP]);
export const nodePortService = ofType('NodePort', [tcp, nodePort]);
export const loadBalancerService = ofType('LoadBalancer', [tcp]);

function ofType(type: string, flags: readonly FlagDefinition[]): CreatedKind {
  const word = type.toLowerCase();
  const example = `create service ${word} NAME --tcp=80:8080`;
  return {
    names: [`service ${word}`, `svc ${word}`, `services ${word}`],
    flags,
    example,
    failure: `failed to create ${type} service`,
    make: (line) => make(type, example, line),
  };
}

function make(type: string, example: string, {flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  refuseCommand(flags.afterDashes);
  const address = flags.value('clusterip');
  const pairs = flags.list('tcp');
  if (pairs.length === 0 && address !== 'None') {
    throw new UserError('bad-input', words().verbs.create.tcpMissing, {next: words().lines.writeItLike({example})});
  }
  const chosen = flags.value('node-port');
  const port = chosen === undefined ? undefined : parsePortNumber(chosen, '--node-port');
  return generateService({
    name,
    labels: {app: name},
    selector: {app: name},
    ports: pairs.map((pair) => parsePair(pair, port)),
    type,
    ...(address === undefined || address === '' ? {} : {clusterIP: address}),
  });
}

/** `80`, or `80:8080`, or `80:http`. */
function parsePair(text: string, chosen: number | undefined): GeneratedPort {
  const [port = '', targetPort, ...more] = text.split(':');
  if (more.length > 0) throw new UserError('bad-input', words().verbs.create.portPair({given: shown(text)}));
  return {
    name: text.replaceAll(':', '-'),
    protocol: 'TCP',
    port: parsePortNumber(port, '--tcp'),
    targetPort: targetPort === undefined ? parsePortNumber(port, '--tcp') : parseTargetPort(targetPort, '--tcp'),
    nodePort: chosen,
  };
}
