import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as fc from 'fast-check';
import {Certificates} from '#test/support/certificates.ts';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';

let beside: BesideKubectl;
beforeAll(async () => {
  beside = await startBesideKubectl();
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const {cert, key} = await (await Certificates.open(folder)).ofServer('DNS:web.local');
  await beside.write('specs/tls.crt', await readFile(cert, 'utf8'));
  await beside.write('specs/tls.key', await readFile(key, 'utf8'));
  await rm(folder, {recursive: true});
  await beside.write('specs/app.yaml', 'colour: blue\n# and a comment\n');
  await beside.write('specs/more/one.json', '{"a": "ä"}');
  await beside.write('specs/more/two.yaml', '\n  begins with space\n');
  await beside.write('specs/site/index.html', '<!doctype html>\n<p>A\tpage</p>');
  await beside.write('specs/site/app.properties', 'colour=blue\nsize = 3\n');
  await beside.write('specs/vars.env', '# a file of variables\nA=b=c\n\n  B=\nC_3= d ');
});
afterAll(async () => beside?.close());

describe('a trial prints what kubectl prints', () => {
  test.each([
    'create deployment web --image=nginx:1.18-alpine',
    'create deployment web --image=nginx:1.18-alpine -o yaml',
    'create deployment web --image=nginx:1.18-alpine -o json',
    'create deployment web --image=nginx:1.18-alpine -o name',
    'create deployment web --image=nginx:1.18-alpine -n default -o json',
    'create configmap settings --from-literal=a=b -n default -o yaml',
    'run web --image=nginx:1.18-alpine -n default -o json',
    'create deploy web --image=nginx,busybox:1.36 --port=80 -r 0 -o yaml',
    'create deployment web --image=registry.example:5000/team/app@sha256:' + 'ab'.repeat(32) + ' -o yaml',
    'create deployment web --image=busybox:1.36 -o yaml -- sh -c \'echo "a b"; sleep 1\'',
    'create configmap settings --from-literal=a=b --from-literal=10=x --from-literal=2=y=z --from-literal=e= -o yaml',
    `create configmap settings --from-literal=a=b --from-literal=10=x '--from-literal=2=<&>' -o json`,
    'create cm settings --from-file=specs/app.yaml --from-file=k=specs/more/one.json --from-file=specs/more -o yaml',
    'create configmap settings --from-env-file=specs/vars.env -o yaml',
    'create configmap settings --from-file=specs/site --from-file=home=specs/site/index.html -o yaml',
    'create configmap empty -o yaml',
    `create secret generic db --from-literal=user=ada '--from-literal=password=p<&>ä' --from-file=specs/app.yaml -o yaml`,
    'create secret generic db --type=kubernetes.io/basic-auth --from-literal=username=a --from-literal=password=b -o json',
    'create secret generic empty -o yaml',
    `create secret docker-registry hub --docker-username=ada '--docker-password=<s>' -o yaml`,
    'create secret docker-registry own --docker-server=r.example:5000 --docker-username=a --docker-password=b --docker-email=a@b.c -o json',
    "create job once --image=busybox:1.36 -o yaml -- sh -c 'echo once'",
    'create job once --image=busybox:1.36 -o json',
    "create cronjob often --image=busybox:1.36 '--schedule=*/1 * * * *' -o yaml -- date",
    'create cj often --image=busybox:1.36 --schedule=@hourly --restart=Never -o json -- date -u',
    'create poddisruptionbudget web --selector=tier=front,app=web --min-available=1 -o yaml',
    'create secret tls web --cert=specs/tls.crt --key=specs/tls.key -o yaml',
    'create ingress web --rule=web.local/*=web:80 -o yaml',
    "create ing web --class=none --annotation=note=x --annotation=a=b=c '--rule=web.local/a=web:http,tls=cert' '--rule=web.local/b/c*=other:81,tls' --rule=/=web:1 '--rule=x.local/=web:80,tls=cert' -o yaml",
    "create ingress web --default-backend=web:http '--rule=*.web.local/x*y=web:80,tls' '--rule=/z=web:80,tls=one' -o json",
    'create pdb web --selector=app=web --max-unavailable=50% -o json',
    'create pdb web --selector=app=web --min-available=100% -o name',
    'create quota team --hard=pods=4,requests.cpu=1000m,limits.memory=1.5Gi,services=0 -o yaml',
    'create resourcequota team --hard=count/deployments.apps=2,cpu=0.5,memory=1024Mi,pods=1k -o json',
    'create quota brief --hard=pods=1 --scopes=Terminating,BestEffort -o yaml',
    'create quota nothing -o yaml',
    'create quota nothing -o name',
    'create serviceaccount web -o yaml',
    'create sa web -o json',
    'create role reader --verb=get,list,watch --resource=pods -o yaml',
    'create role reader --verb=get --verb=list --resource=po,deploy.apps,pods/log --resource=svc -o json',
    "create role reader '--verb=get,get,*' --resource=pods,pods --resource-name=a,b --resource-name=c -o yaml",
    "create role reader --verb=get '--resource=*,pods' -o json",
    'create role reader --verb=get --resource=nodes,jobs.batch,roles,hpa -o yaml',
    'create rolebinding read --role=reader --serviceaccount=default:web -o yaml',
    'create rolebinding read --clusterrole=view --user=jane,x --user=ada --group=a --serviceaccount=a:b --serviceaccount=c:d -o json',
    'create rolebinding read --role=reader',
    'create service clusterip web --tcp=80 -o yaml',
    'create svc clusterip web --tcp=80:http,443:8443 -o json',
    'create service clusterip web --clusterip=None -o yaml',
    'create service nodeport web --tcp=80:8080 --node-port=30080 -o yaml',
    'create service loadbalancer web --tcp=80:8080 -o yaml',
    'run web --image=nginx:1.18-alpine',
    'run web --image=nginx:1.18-alpine -o name',
    "run web --image=nginx:1.18-alpine --port=80 --env=A=b=c --env=B= --labels=b=1,a= -o yaml -- a 'b c' --flag",
    "run web --image=nginx:1.18-alpine --restart=Never --command --annotations=a/b=c -o json -- sh -c 'exit 3'",
    `run web --image=nginx '--overrides={"spec":{"nodeName":"n","terminationGracePeriodSeconds":1}}' -o yaml`,
    'run web --image=nginx --restart=OnFailure --image-pull-policy=IfNotPresent -o yaml words without dashes',
  ])('of %s', async (line) => {
    const both = await beside.tried(line);
    expect(both.ours).toEqual(both.theirs);
  });
});

describe('generated trials print what kubectl prints', () => {
  const of = (...values: readonly string[]) => fc.constantFrom(...values);
  const quoted = (text: string) => (/^[\w.,:/=@+-]+$/u.test(text) ? text : `'${text}'`);
  /** Without the one character that the line's own quotes are made of. */
  const value = fc
    .oneof(
      fc.string({maxLength: 12}),
      of(
        '',
        'true',
        '0',
        '08',
        '1e3',
        'null',
        '~',
        'a=b',
        '=',
        'ä ö',
        'a: b',
        '- a',
        ' a ',
        'x#y',
        'x #y',
        '{}',
        '"',
        'a,b',
        '%',
      ),
    )
    .map((text) => text.replaceAll(/['\u0000-\u001f\u007f-\u009f\\]/gu, '').replaceAll(/[‘’“”–—…]/gu, ''));
  const variable = of('a', 'KEY', 'a.b', 'a-b', 'a_b', '_x');
  const key = fc.oneof(variable, of('10', '9'));
  const image = fc
    .tuple(
      of('', 'registry.example/', 'registry.example:5000/team/', 'localhost/', 'a/b/'),
      of('nginx', 'app', 'my--app', 'a1'),
      of('', ':1', ':1.18-alpine', ':latest', ':V_1.2-x'),
      of('', `@sha256:${'0f'.repeat(32)}`),
    )
    .map((parts) => parts.join(''));
  const format = of('', ' -o yaml', ' -o json', ' -o name');
  const pairs = (flag: string, keys = key) =>
    fc
      .uniqueArray(fc.tuple(keys, value), {maxLength: 4, selector: ([name]) => name})
      .map((all) => all.map(([name, given]) => ` ${quoted(`${flag}=${name}=${given}`)}`).join(''));
  const words = fc
    .array(value, {maxLength: 4})
    .map((all) => (all.length === 0 ? '' : ` -- ${all.map(quoted).join(' ')}`));
  const port = fc.integer({min: 1, max: 65_535});
  const deploymentLine = fc
    .tuple(image, fc.nat({max: 30}), fc.option(port, {nil: undefined}), format, words)
    .map(
      ([named, replicas, exposed, printed, command]) =>
        `create deployment web --image=${named} --replicas=${replicas}${exposed === undefined ? '' : ` --port=${exposed}`}${printed}${command}`,
    );
  const runLine = fc
    .tuple(image, pairs('--env', variable), of('', ' -l a=b', ' --labels=b=,a=1'), of('', ' --command'), format, words)
    .map(
      ([named, env, labels, command, printed, args]) =>
        `run web --image=${named}${env}${labels}${command}${printed}${args}`,
    );
  const configMapLine = fc
    .tuple(pairs('--from-literal'), format)
    .map(([literals, printed]) => `create configmap settings${literals}${printed}`);
  const serviceLine = fc
    .tuple(
      of('clusterip', 'nodeport', 'loadbalancer'),
      fc.uniqueArray(fc.tuple(port, fc.option(fc.oneof(port.map(String), of('http', 'a-1')), {nil: undefined})), {
        minLength: 1,
        maxLength: 3,
        selector: ([exposed]) => exposed,
      }),
      format,
    )
    .map(
      ([type, ports, printed]) =>
        `create service ${type} web ${ports.map(([from, to]) => `--tcp=${from}${to === undefined ? '' : `:${to}`}`).join(' ')}${printed}`,
    );

  test('of what lines can say', {timeout: 120_000}, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(deploymentLine, runLine, configMapLine, serviceLine), async (line) => {
        const both = await beside.tried(line);
        expect(both.ours).toEqual(both.theirs);
      }),
      {
        numRuns: 60,
        seed: 1,
      },
    );
  });
});
