import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {valued} from '../../flags.ts';
import {generateIngress, type GeneratedRule} from '../../generators/ingress.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {parseAnnotations} from '../../parse-pairs.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const example = 'create ingress NAME --rule=HOST/PATH*=SERVICE:PORT';

export const ingress: CreatedKind = {
  names: ['ingress', 'ing', 'ingresses'],
  flags: [
    {...valued('rule'), suggests: ['web.local/*=web:80'], taught: '--rule=HOST/PATH*=SERVICE:PORT[,tls=SECRET]'},
    valued('default-backend'),
    {...valued('class'), suggests: ['labrador'], taught: ''},
    {...valued('annotation'), taught: ''},
  ],
  example,
  failure: 'failed to create ingress',
  make,
};

function make({flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  refuseCommand(flags.afterDashes);
  const rules = flags.values('rule');
  const byDefault = flags.value('default-backend') ?? '';
  const className = flags.value('class') ?? '';
  const said = words().verbs.create;
  const like = {next: words().lines.writeItLike({example})};
  if (rules.length === 0 && byDefault === '') throw new UserError('bad-input', said.ruleMissing, like);
  const [service = '', port, ...more] = byDefault.split(':');
  if (byDefault !== '' && (port === undefined || more.length > 0)) {
    throw new UserError('bad-input', said.defaultBackend({given: shown(byDefault)}), like);
  }
  return generateIngress({
    name,
    annotations: parseAnnotations(flags.values('annotation'), '--annotation'),
    className: className === '' ? undefined : className,
    defaultBackend: port === undefined ? undefined : {service, port},
    rules: rules.map(parseRule),
  });
}

/** As kubectl reads one. What follows a rule that is whole is passed over. */
const rulePattern = /^(?<host>[\w*\-.]*)(?<path>\/.*)=(?<service>[\w-]+):(?<port>[\w-]+)(?:,tls=?(?:[\w-]+)?)?/u;

/** `HOST/PATH*=SERVICE:PORT[,tls[=SECRET]]`. */
function parseRule(text: string): GeneratedRule {
  const [target = '', tls, ...more] = text.split(',');
  const slash = target.indexOf('/');
  const [path = '', backend = ''] = target.slice(slash + 1).split('=');
  const [service = '', port] = backend.split(':');
  if (!rulePattern.test(text) || slash === -1 || service === '' || port === undefined) {
    throw new UserError('bad-input', words().verbs.create.rule({given: shown(text)}), {
      next: words().lines.writeItLike({example}),
    });
  }
  return {
    host: target.slice(0, slash),
    path: `/${path}`,
    service,
    port,
    tls: tls === undefined || more.length > 0 ? undefined : (tls.split('=')[1] ?? ''),
  };
}
