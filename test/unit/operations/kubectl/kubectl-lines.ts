import * as fc from 'fast-check';
import {otherVerbNames} from '#src/operations/kubectl/other-verbs.ts';
import {verbNames, verbs} from '#src/operations/kubectl/verbs.ts';
import {resourceTypes} from '#src/kinds/resource-types.ts';

const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const flags = verbs.flatMap(({flags}) => flags);

const type = fc.oneof(
  {
    weight: 6,
    arbitrary: of(...resourceTypes.flatMap(({plural, singular, shortNames}) => [plural, singular].concat(shortNames))),
  },
  of('all', 'secrets', 'ns', 'ds.apps', 'deployments.v1.apps', 'Pods', 'pods,svc', 'pod,', 'constructor', '__proto__'),
);

const name = fc.oneof(
  {weight: 6, arbitrary: of('nginx', 'web-3', 'a.b', 'nginx-x7k2p')},
  of('Nginx', '-a', 'a/b', '..', '__proto__', 'constructor', 'toString', 'a'.repeat(254), ''),
);

const selector = of(
  'app=nginx',
  'app',
  '!app',
  "'app in (a,b)'",
  'a!=b',
  'a>1',
  'a>',
  'a in (',
  ',',
  'constructor=x',
  '',
);

const substitution = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(of('', 'kubectl '), type, of('', ' -l app=nginx', ' -l '), fc.nat({max: 10_001}))
      .map(
        ([kubectl, of, selected, item]) =>
          `$(${kubectl}get ${of}${selected} -o jsonpath='{.items[${item}].metadata.name}')`,
      ),
  },
  of('$(', '$()', '$(kubectl get pods)', '$($(ls))', "$(kubectl get po -o 'name')", '"$(kubectl get po -o name)"'),
);

const patch = of(
  `'{"spec":{"minReadySeconds":5}}'`,
  `'[{"op":"replace","path":"/spec/replicas","value":2}]'`,
  `'[{"op":"remove","path":"/spec"},{"op":"copy","from":"/a","path":"/b"}]'`,
  `'{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}'`,
  `'{"a":&x [1],"b":*x}'`,
  `'{a: !!binary aGk=, b: !!timestamp 2020-01-01, c: .nan, d: 2020-01-01, e: !!set {x}, f: 0xffffffffffffffffff}'`,
  `'<<: {a: 1}'`,
  `'? [a]\n: 1'`,
  `'${'['.repeat(900)}'`,
  `'${'{a: '.repeat(300)}${'}'.repeat(300)}'`,
  `'${'['.repeat(900)}${']'.repeat(900)}'`,
  `'--- 1\n--- 2'`,
  "''",
  '{',
);

const duration = of('60s', '1m30s', '0', '-1s', '1h1h', '9'.repeat(29) + 'h', 's', '1.5.5s');
const count = of('0', '1', '-1', '3', '1e3', '999999999', '9999999999', '0x1', '٣');
const path = of('labs/daemonsets/specs/nginx', 'specs/nginx/services.yaml', 'specs', '..', '-', 'https://x', 'x,y', '');
const condition = of(
  'delete',
  'condition=Ready',
  'condition=Ready=false',
  'condition=',
  "jsonpath='{.status.phase}'=Running",
  'jsonpath={.a[0]}',
  "jsonpath={['a']}",
  'jsonpath={.__proto__.constructor}',
  'jsonpath={..a}',
  'jsonpath=',
);
const change = of(
  'a=b',
  'a-',
  'a=',
  '=b',
  'x.io/y=z',
  '__proto__=1',
  'constructor-',
  '*=nginx:1.18-alpine',
  'nginx=',
  'a=b=c',
);

const image = of('nginx', 'nginx:1.18-alpine', 'a.b:5000/c/d@sha256:' + 'a1'.repeat(32), 'UPPER', '', 'a b');

const flagValue = fc.oneof(
  selector,
  patch,
  duration,
  count,
  path,
  condition,
  of('yaml', 'wide', 'json', 'name', 'true', 'orphan', 'merge'),
);

const flag = fc
  .tuple(fc.constantFrom(...flags), of('--', '-', '—', '–', '―', '−−'), of(' ', '=', ''), fc.option(flagValue))
  .map(([{name, short}, dashes, separator, value]) => {
    const spelling = dashes === '-' ? `-${short ?? name.charAt(0)}` : `${dashes}${name}`;
    return value === null ? spelling : `${spelling}${separator}${value}`;
  });

const target = fc.tuple(type, of('/', ' ', '//', ''), fc.oneof(name, substitution)).map((parts) => parts.join(''));

const shell = of(
  '"',
  "'",
  '“',
  '”',
  '‘',
  '`',
  '\\',
  '\\\n',
  '|',
  '&&',
  '>',
  '<',
  ';',
  '$HOME',
  '*',
  '(',
  '#',
  '\n',
  '\r\n',
  '--',
  '—',
);

const strange = fc.oneof(
  fc.string({unit: 'binary', maxLength: 12}),
  fc.string({unit: 'grapheme', maxLength: 6}),
  of('\ud800', '\udfff', '\u0000', '\u001b[31m', '\u202e', '\ufeff', '\u2028', 'ſ', 'K', 'İ', '👩‍👩‍👧', '@everyone', '```'),
);

const verb = fc.oneof(
  {weight: 8, arbitrary: of(...verbNames)},
  fc.constantFrom(...otherVerbNames),
  of('Get', 'GET', 'gte', 'toString', 'rollout status', 'rollout undo', 'set image', 'rollout histroy'),
);

const word = fc.oneof(
  {weight: 4, arbitrary: target},
  {weight: 4, arbitrary: flag},
  {weight: 2, arbitrary: name},
  type,
  change,
  flagValue,
  substitution,
  shell,
  strange,
  verb,
);

/** A line of the grammar's words, in an order that may or may not mean something. */
const jumbled = fc
  .tuple(
    of('', 'kubectl ', 'Kubectl ', '$ kubectl ', '`kubectl ', '``` '),
    fc.option(verb),
    fc.array(word, {maxLength: 8}),
  )
  .map(([prompt, verb, words]) => `${prompt}${verb === null ? '' : `${verb} `}${words.join(' ')}`);

const makesPods = fc
  .tuple(of('deploy', 'ds', 'deployment.apps', 'Deployment'), of('/', ' '), name)
  .map((parts) => parts.join(''));
const known = fc.oneof({weight: 3, arbitrary: makesPods}, target);

const usage = of('', '--cpu=50%', '--cpu 500m', '--memory=64Mi', '--memory 80%', '--cpu=x', '--memory=-1', '--cpu=1e9');
const bound = of(
  '--min-available=1',
  '--max-unavailable 50%',
  '--min-available=1 --max-unavailable=1',
  '',
  '--min-available=x',
);

/** Of each verb a line that is understood, or nearly. */
const meant = fc.oneof(
  fc
    .tuple(of('get', 'create', '*', 'Delete', 'x-y'), fc.oneof(target, of('secrets', '*', '/healthz', 'a.b.c')))
    .map(([may, about]) => `auth can-i ${may} ${about}`),
  of('version', 'version --short', 'version -o json', 'version -o xml', 'config view --minify', 'config get-contexts'),
  fc
    .tuple(of('--current', 'labrador', 'kind-kind', ''), of('default', 'kube-system', '__proto__', ''))
    .map(([context, namespace]) => `config set-context ${context} --namespace=${namespace}`),
  fc.tuple(of('get', 'describe', 'delete', 'get -o wide', 'get --watch'), target).map((parts) => parts.join(' ')),
  fc
    .tuple(of('get', 'describe', 'delete', 'get --show-labels'), type, selector)
    .map(([verb, type, at]) => `${verb} ${type} -l ${at}`),
  fc.tuple(of('apply', 'delete', 'create'), path).map(([verb, path]) => `${verb} -f ${path}`),
  fc.tuple(fc.oneof(known, name), count).map(([target, tail]) => `logs ${target} --tail=${tail}`),
  fc
    .tuple(known, of('ls', 'cat /etc/passwd', "sh -c 'a | b'", 'sh', '"$(x)"'))
    .map(([target, run]) => `exec ${target} -- ${run}`),
  fc
    .tuple(
      of('specs/nginx/services.yaml', './specs/nginx/daemonset.yaml', 'own.txt', '.'),
      of('', '', 'dev/', 'pod/', 'a/b/'),
      of('web', 'web-0', 'Web'),
      of(':/tmp', ':tmp', ':-x', ":'/a b'", ''),
      fc.boolean(),
    )
    .map(([local, namespace, pod, path, isOut]) => {
      const remote = `${namespace}${pod}${path}`;
      return isOut ? `cp ${remote} ${local}` : `cp ${local} ${remote}`;
    }),
  fc.tuple(of('label', 'annotate'), known, change, of('', '--overwrite')).map((parts) => parts.join(' ')),
  fc
    .tuple(of('status', 'history', 'undo', 'restart', 'pause', 'resume'), known)
    .map(([what, target]) => `rollout ${what} ${target}`),
  fc.tuple(known, count).map(([target, replicas]) => `scale ${target} --replicas=${replicas}`),
  fc
    .tuple(known, count, usage, of('', '--min 1', '--name x', '--dry-run=client -o yaml', '--cpu-percent=50'))
    .map(([target, most, used, flag]) => `autoscale ${target} --max=${most} ${used} ${flag}`),
  fc
    .tuple(
      of('top pods', 'top po', 'top nodes', 'top node', 'top svc', 'top'),
      fc.oneof(name, substitution, of('')),
      of('', '-l app=nginx', '--sort-by=cpu', '--containers', '--sum --no-headers', '--show-capacity'),
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(name, bound, of('app=nginx', 'a=b,c=d', '', 'a'))
    .map(([name, bound, selector]) => `create pdb ${name} --selector=${selector} ${bound}`),
  fc
    .tuple(
      name,
      of('web.local/*', '/', '*.local/a', 'a', '"web.local/a b"', ''),
      of('=web:80', '=web:http,tls=cert', '=web:80,tls', '=web', ':80', ''),
      of('', '--class=nginx', '--default-backend=web:80', '--annotation=a=b', '--annotation=a'),
    )
    .map(([name, target, backend, more]) => `create ingress ${name} --rule=${target}${backend} ${more}`),
  fc
    .tuple(known, of('nginx', '*', 'a'), of('nginx:1.18-alpine', 'x'))
    .map(([target, at, image]) => `set image ${target} "${at}"=${image}`),
  fc
    .tuple(known, change, of('', '--list', '-c nginx'))
    .map(([target, change, flag]) => `set env ${target} ${change} ${flag}`),
  fc
    .tuple(known, of('cpu=1', 'memory=64Mi,cpu=200m', 'x'))
    .map(([target, limits]) => `set resources ${target} --limits ${limits}`),
  fc
    .tuple(
      of('create deployment', 'run', 'create deploy', 'create cm'),
      name,
      image,
      of('', '--dry-run=client', '-o yaml'),
    )
    .map(([makes, name, image, flag]) => `${makes} ${name} ${makes === 'create cm' ? '' : `--image=${image}`} ${flag}`),
  fc.tuple(name, change).map(([name, literal]) => `create configmap ${name} --from-literal="${literal}"`),
  fc
    .tuple(of('clusterip', 'nodeport', 'x'), name, of('80', '80:http', '0'))
    .map(([type, name, port]) => `create service ${type} ${name} --tcp ${port}`),
  fc
    .tuple(name, image, of('', '--env A=b', '-l a=b', '-i', '--rm -it', '--restart Never'), of('', '-- ls /', '-- sh'))
    .map(([name, image, flag, command]) => `run ${name} --image ${image} ${flag} ${command}`),
  fc
    .tuple(known, count, of('', '--name x', '--type NodePort'))
    .map(([target, port, flag]) => `expose ${target} --port=${port} ${flag}`),
  fc
    .tuple(known, patch, of('json', 'merge', 'strategic', 'x'))
    .map(([target, patch, type]) => `patch ${target} --type ${type} -p ${patch}`),
  fc
    .tuple(known, condition, duration)
    .map(([target, wanted, time]) => `wait ${target} --for=${wanted} --timeout=${time}`),
  fc
    .tuple(
      type,
      of('', '.spec', '.spec.containers.', '..', '.__proto__'),
      of('', '--recursive', '--api-version=apps/v1'),
    )
    .map(([type, path, flag]) => `explain ${type}${path} ${flag}`),
  of(
    'api-resources',
    'api-resources -o wide',
    'api-resources --namespaced=x',
    'api-versions',
    'cluster-info',
    'cluster-info dump',
  ),
  fc.tuple(of('', '--for ', '--types '), target).map(([flag, target]) => `events ${flag}${target}`),
);

/** Lines of which many are understood. */
export const meantLine: fc.Arbitrary<string> = meant;

/** A line with some of its characters taken away, doubled or replaced. */
const mangled = fc
  .tuple(
    fc.oneof(meant, jumbled),
    fc.array(fc.tuple(fc.nat({max: 200}), fc.nat({max: 3}), fc.oneof(shell, strange)), {maxLength: 3}),
  )
  .map(([line, cuts]) =>
    cuts.reduce((text, [at, length, instead]) => {
      const from = text.length === 0 ? 0 : at % text.length;
      return `${text.slice(0, from)}${instead}${text.slice(from + length)}`;
    }, line),
  );

/** What might be typed as a line of kubectl: from what is meant to what is noise. */
export const kubectlLine: fc.Arbitrary<string> = fc.oneof(
  {weight: 4, arbitrary: meant},
  {weight: 3, arbitrary: mangled},
  {weight: 3, arbitrary: jumbled},
  fc.array(strange, {maxLength: 20}).map((parts) => parts.join('')),
);

/** What might be typed where one object is named. */
export const objectText: fc.Arbitrary<string> = fc.oneof(
  {weight: 3, arbitrary: target},
  fc.array(fc.oneof(word, shell, strange), {maxLength: 4}).map((parts) => parts.join(' ')),
);

/** What might be typed as the name of a Service, and as the path of its page. */
export const serviceName: fc.Arbitrary<string> = fc.oneof(name, strange);
export const pagePath: fc.Arbitrary<string> = fc.oneof(
  of('/', '', '/index.html?a=b&c', '//evil.example/', '/../../secrets', '/%2e%2e/%2F', 'http://x/', '/a b#c', '\\\\x'),
  fc.array(fc.oneof(strange, of('/', '?', '%', '..', '&')), {maxLength: 8}).map((parts) => parts.join('')),
);
