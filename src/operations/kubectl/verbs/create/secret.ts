import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {valued} from '../../flags.ts';
import {generateSecret, registryConfiguration} from '../../generators/secret.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {resolveTexts} from '../../lab-files.ts';
import {keyedSourceFlags, readKeyedSources, textPaths} from '../../read-keyed-sources.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const failure = 'failed to create secret';
const genericExample = 'create secret generic NAME --from-literal=KEY=VALUE';
const registryExample =
  'create secret docker-registry NAME --docker-server=SERVER --docker-username=USER --docker-password=PASSWORD';

export const genericSecret: CreatedKind = {
  names: ['secret generic', 'secrets generic'],
  flags: [...keyedSourceFlags, {...valued('type'), suggests: ['Opaque', 'kubernetes.io/basic-auth']}],
  example: genericExample,
  failure,
  make: (line) => {
    const name = parseNewName(line.typed, {example: genericExample});
    refuseCommand(line.flags.afterDashes);
    return generateSecret({name, data: readKeyedSources(line, {kind: 'Secret', name}), type: line.flags.value('type')});
  },
};

/** The one that kubectl means where none is named. */
const dockerHub = 'https://index.docker.io/v1/';
const registryType = 'kubernetes.io/dockerconfigjson';
const fileKey = '.dockerconfigjson';

export const registrySecret: CreatedKind = {
  names: ['secret docker-registry', 'secrets docker-registry'],
  flags: ['docker-server', 'docker-username', 'docker-password', 'docker-email'].map(valued),
  example: registryExample,
  failure,
  make: makeRegistrySecret,
};

function makeRegistrySecret({flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example: registryExample});
  refuseCommand(flags.afterDashes);
  const [username = '', password = ''] = ['docker-username', 'docker-password'].map((flag) => flags.value(flag));
  if (username === '' || password === '') {
    throw new UserError('bad-input', words().verbs.create.registryMissing, {
      next: words().lines.writeItLike({example: registryExample}),
    });
  }
  const server = flags.value('docker-server') ?? dockerHub;
  const configuration = registryConfiguration({server, username, password, email: flags.value('docker-email') ?? ''});
  return generateSecret({name, data: new Map([[fileKey, configuration]]), type: registryType});
}

const tlsExample = 'create secret tls NAME --cert=FILE --key=FILE';

export const tlsSecret: CreatedKind = {
  names: ['secret tls', 'secrets tls'],
  flags: [
    {...valued('cert'), suggests: textPaths},
    {...valued('key'), suggests: textPaths},
  ],
  example: tlsExample,
  failure,
  make: (line) => {
    const name = parseNewName(line.typed, {example: tlsExample});
    refuseCommand(line.flags.afterDashes);
    const data = new Map([
      ['tls.crt', readPem(line, 'cert', /-----BEGIN CERTIFICATE-----/u)],
      ['tls.key', readPem(line, 'key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/u)],
    ]);
    return generateSecret({name, data, type: 'kubernetes.io/tls'});
  },
};

/** A file of the lab's or of one's own. Whether the key is that of the certificate is for whoever uses them to find out. */
function readPem({flags, files, lab}: CreateLine, flag: string, begins: RegExp): string {
  const path = flags.value(flag) ?? '';
  const said = words().verbs.create;
  if (path === '') {
    throw new UserError('bad-input', said.tlsMissing, {next: words().lines.writeItLike({example: tlsExample})});
  }
  const [file, ...more] = resolveTexts(path, {files, lab});
  if (file === undefined || more.length > 0 || !begins.test(file.text)) {
    throw new UserError('bad-input', said.notPem({flag: `--${flag}`, given: shown(path)}));
  }
  return file.text;
}
