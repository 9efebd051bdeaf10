import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {image, port} from '../../container-flags.ts';
import {generateDeployment} from '../../generators/deployment.ts';
import {parseNewName} from '../../parse-new-name.ts';
import {parseImages, parsePort, parseProgram} from '../../parse-container-flags.ts';
import {parseWholeNumber} from '../../parse-whole-number.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const example = 'create deployment NAME --image=IMAGE';

export const deployment: CreatedKind = {
  names: ['deployment', 'deploy', 'deployments'],
  flags: [image, {name: 'replicas', short: 'r', takes: 'value', suggests: ['2', '3'], taught: '--replicas'}, port],
  example,
  failure: 'failed to create deployment',
  make,
};

function make({flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  const images = parseImages(flags, {example});
  const command = parseProgram(flags.afterDashes);
  if (images.length > 1 && command.length > 0) {
    throw new UserError('bad-input', words().verbs.create.imagesAndCommand);
  }
  const replicas = parseWholeNumber(flags.value('replicas') ?? '1', {flag: '--replicas', least: 0});
  return generateDeployment({name, images, replicas, port: parsePort(flags), command});
}
