import {expect, test} from 'vitest';
import {admitHere} from '#src/cluster/operations/admission/admit-here.ts';
import {admitLine} from '#src/cluster/operations/admission/admit-line.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {printDone} from '#src/views/table/print-done.ts';
import {typeOfKind} from '#src/cluster/operations/objects/apply-object.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const printing = {dryRun: 'none', output: 'yaml'} as const;

function madeBy(line: string): JsonObject {
  const {operation} = parseKubectl(line, {files: new Map()});
  if (operation.kind === 'run') return operation.pod;
  if (operation.kind === 'create' && operation.from.is === 'line') return operation.from.object;
  throw new Error(`${line} makes nothing`);
}

test.each([
  'create deployment web --image=nginx:1.18-alpine --replicas=2 --port=80 -- sh -c "echo \'a: b\'"',
  "create configmap settings --from-literal=a=yes --from-literal=b='- c' --from-literal=d=",
  'create secret generic db --type=Opaque --from-literal=password=secret',
  'create secret docker-registry hub --docker-username=ada --docker-password=secret',
  'create job once --image=nginx:1.18-alpine -- date',
  "create cronjob often --image=nginx:1.18-alpine --schedule='*/5 * * * *' -- date",
  'create service nodeport web --tcp=80:http --tcp=443 --node-port=30080',
  'create service loadbalancer web --tcp=80',
  'create service clusterip web --clusterip=None',
  'create poddisruptionbudget web --selector=app=web,tier=front --min-available=50%',
  'create pdb web --selector=app=web --max-unavailable=1',
  'create ingress web --rule=web.local/*=web:80,tls=cert --default-backend=web:http --annotation=note=x',
  'run web --image=nginx:1.18-alpine --env=A=on --env=B=08 --labels=a=true,b= --restart=Never -- -x "#"',
  `run web --image=nginx:1.18-alpine --overrides='{"spec":{"terminationGracePeriodSeconds":1}}'`,
])('what %s prints of itself can be applied, and comes to the same', (line) => {
  const object = madeBy(line);
  const yaml = printDone(
    [{type: typeOfKind(kubernetesObjectSchema.parse(object).kind).plural, object, done: 'created'}],
    {
      printing,
    },
  );
  const [fromFile, ...others] = admitHere([{name: 'printed.yaml', yaml}], {spec: sandboxSpec()});
  const {admitted, notes} = admitLine(object, {printing, sandbox: sandboxSpec()});
  expect(others).toEqual([]);
  expect(admitted).toEqual(fromFile?.object);
  // that the cluster writes its status itself is only told to who wrote one
  expect(notes).toEqual(fromFile?.notes.filter((note) => !note.includes('status')));
});
