import {kubectl, named, settle, type KubeInput, type Theme} from '../step.ts';
import {pod, shellPod} from './objects.ts';

const service = (name: string, spec: object): KubeInput => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {name},
  spec: {selector: {app: 'web'}, ports: [{port: 80}], ...spec},
});
const line = (script: string) => named(script, kubectl(`exec asks -- sh -c '${script}'`));

/** What a container knows of its own name, and what its tools say of what they do not find: this cluster has no DNS. */
export const names: Theme = {
  name: 'names',
  steps: [
    kubectl('create -f -', pod('web-0', {labels: {app: 'web'}, spec: {hostname: 'web-0', subdomain: 'web'}})),
    kubectl('create -f -', shellPod('asks', 'sleep 3600')),
    kubectl('create -f -', service('front', {})),
    kubectl('create -f -', service('web', {clusterIP: 'None'})),
    kubectl('create -f -', service('empty', {selector: {app: 'none'}})),
    kubectl('create -f -', service('also', {type: 'ExternalName', externalName: 'front.NAMESPACE.svc.cluster.local'})),
    settle('get pod web-0 --no-headers', /1\/1 +Running/),
    settle('get pod asks --no-headers', /1\/1 +Running/),
    settle("get endpoints web -o jsonpath='{.subsets[*].addresses[*].hostname}'", /web-0/),
    line('hostname -i'),
    line('nslookup front 10.96.0.77'),
    line('wget -qO- nowhere'),
    line('ping -c 1 nowhere'),
  ],
};
