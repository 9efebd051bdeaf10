import {describe, expect, it} from 'vitest';
import {commands} from '#commands/index.ts';
import {otherVerbNames} from '#src/operations/kubectl/other-verbs.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {files} from './lab.ts';

const nextAfter = (line: string): string => {
  let next = '';
  const read = unlessRefused(
    () => parseKubectl(line, {files}),
    (refusal) => {
      next = refusal.next ?? '';
    },
  );
  if (read !== undefined) throw new Error(`accepted: ${line}`);
  return next;
};

describe('a line with something around it is offered without that', () => {
  it.for([
    ['watch kubectl get pods', 'kubectl get pods --watch'],
    ['watch -n 2 kubectl get pods -o wide', 'kubectl get pods -o wide --watch'],
    ['watch -n2 "kubectl get pods | grep web"', 'kubectl get pods --watch'],
    ['watch kubectl describe ds nginx', 'kubectl describe ds nginx'],
    ['sudo kubectl get pods', 'kubectl get pods'],
    ['while true; do kubectl get pods; sleep 2; done', 'kubectl get pods'],
    ['bash -c "kubectl get pods"', 'kubectl get pods'],
    ['"get pods"', 'kubectl get pods'],
    ['get pods -n kube-system -o wide | grep x', 'kubectl get pods -o wide | grep x'],
    ['get pods | grep x | sed s/a/b/', 'kubectl get pods | grep x'],
    ['get pods | grep x > file', 'kubectl get pods | grep x'],
    ['get pods | grep .*', "kubectl get pods | grep '.*'"],
    ['describe pods -Alapp=x', 'kubectl describe pods -lapp=x'],
    ['scale deploy web 3', 'kubectl scale deploy web --replicas=3'],
    ['scale deploy/web 0 -n y', 'kubectl scale deploy/web -n y --replicas=0'],
    ['scale deploy web api replicas=3', 'kubectl scale deploy web api --replicas=3'],
    ['kubectlget pods | grep x', 'kubectl get pods | grep x'],
    ['kubectl get-pods -o wide', 'kubectl get pods -o wide'],
    ['kubectl pods', 'kubectl get pods'],
    ['svc web', 'kubectl get svc web'],
    ['kubectl deployment/web', 'kubectl get deployment/web'],
    ['minikube service list', 'kubectl get service'],
    ['kgp', 'kubectl get pods'],
    ['kgpow -l app=x', 'kubectl get pods --watch -l app=x'],
    ['kdsvc web', 'kubectl describe svc web'],
    ['kdelp web', 'kubectl delete pods web'],
    ['klf web | grep x', 'kubectl logs -f web | grep x'],
    ['keti web -- ls', 'kubectl exec -it web -- ls'],
    ['grep web', 'kubectl get pods | grep web'],
    ['| wc -l', 'kubectl get pods | wc -l'],
    ['get pods | findstr /i web', 'kubectl get pods | grep -i web'],
    ['get pods | Select-String -Pattern "a b"', 'kubectl get pods | grep "a b"'],
    ['get pods | Where-Object {$_ -match "web"}', 'kubectl get pods'],
    ['logs web -10', 'kubectl logs web --tail=10'],
    ['logs web --lines 10', 'kubectl logs web --tail 10'],
    ['get pods -o wid', 'kubectl get pods -o wide'],
    ['get pods -o=yml', 'kubectl get pods -o=yaml'],
    ["get pods -o jsonpth='{.a}'", "kubectl get pods -o jsonpath='{.a}'"],
    ['exec-it web -c a -- ls', 'kubectl exec -it web -c a -- ls'],
    ['kubectl > get pods', 'kubectl get pods'],
    ['scale deploy/web --replicas=2 --record', 'kubectl scale deploy/web --replicas=2'],
    ['run -it tmp --image=busybox -- sh', 'kubectl run tmp --image=busybox -- sleep 3600'],
    ['run tmp --rm -i --tty --image busybox', 'kubectl run tmp --image busybox -- sleep 3600'],
    ['run -itq tmp --image=busybox --env=A=b sh', 'kubectl run tmp --image=busybox --env=A=b -- sleep 3600'],
    ['run web --image=nginx --rm -- ls', 'kubectl run -i web --image=nginx --rm -- ls'],
    ['run web -t --image=nginx -- ls', 'kubectl run -i web -t --image=nginx -- ls'],
    [
      'expose deployment web --port=80 --dry-run=client -o yaml | kubectl apply -f -',
      'kubectl expose deployment web --port=80',
    ],
    [
      'autoscale deploy web --max=3 --output=yaml --dry-run | kubectl apply -n y -f -',
      'kubectl autoscale deploy web --max=3',
    ],
    ['debug web -it --image=busybox --target=c', 'kubectl describe pod web'],
    ['debug pod/web --target c -n dev -- ls /', 'kubectl exec pod/web -n dev -c c -- ls /'],
    ['debug node/n1 -it --image=busybox', 'kubectl describe node/n1'],
    ['create cm x --dry-run=client -oyaml > x.yaml', 'kubectl create cm x --dry-run=client -oyaml'],
    ['create deplyoment web --image=nginx', 'kubectl create deployment web --image=nginx'],
    ['set evn ds/nginx A=b', 'kubectl set env ds/nginx A=b'],
    ['creat cm x', 'kubectl create cm x'],
    ['kubeclt get pods', 'kubectl get pods'],
    ['-o wide get pods', 'kubectl get pods -o wide'],
    ['get pods -watch', 'kubectl get pods --watch'],
    ["get pods -l 'app=x", "kubectl get pods -l 'app=x'"],
    ['get pods -l app in (a,b)', "kubectl get pods -l 'app in (a,b)'"],
    ['set image ds/nginx *=nginx', "kubectl set image ds/nginx '*=nginx'"],
    ['exec web -- ls *.html', "kubectl exec web -- sh -c 'ls *.html'"],
    ['exec web -- echo $HOME', "kubectl exec web -- sh -c 'echo $HOME'"],
    ['exec -it web -c nginx sh', 'kubectl exec web -c nginx -- ls'],
    ['describe events -l app=x', "kubectl get events -l 'app=x' -o yaml"],
    ['list pods', 'kubectl get pods'],
    [
      'run web --image=nginx:1.27 --replicas=3 -n dev',
      'kubectl create deployment web --image=nginx:1.27 --replicas=3 -n dev',
    ],
    ['get pods,svc -w', 'kubectl get pods,svc'],
    ['watch -n 0.5 kubectl get pods,endpoints,hpa', 'kubectl get pods,endpoints,hpa'],
    ['get pods --context docker-desktop', 'kubectl get pods'],
    ['--context labrador get pods', 'kubectl get pods --context labrador'],
    ['config set-context ada --namespace dev', 'kubectl config set-context --current --namespace=dev'],
    ['restart deploy/web', 'kubectl rollout restart deploy/web'],
    ['logs -l app=x web', "kubectl logs -l 'app=x' -c web"],
    ['logs -f -l app=x web', "kubectl logs -l 'app=x' -c web -f"],
    ['explain pod spec', 'kubectl explain pod.spec'],
    ['explain pod/spec', 'kubectl explain pod.spec'],
    ['patch ds nginx -p {"spec":{"minReadySeconds":5}}', `kubectl patch ds nginx -p '{"spec":{"minReadySeconds":5}}'`],
    [
      'patch ds nginx --patch={"spec": {"minReadySeconds": 5}} --type merge',
      `kubectl patch ds nginx --patch='{"spec": {"minReadySeconds": 5}}' --type merge`,
    ],
    ['exec web -- cd /tmp && ls', "kubectl exec web -- sh -c 'cd /tmp && ls'"],
    ['exec web - ls', 'kubectl exec web -- ls'],
    ['roll out restart ds nginx', 'kubectl rollout restart ds nginx'],
    ['cluster info', 'kubectl cluster-info'],
    ['set-image ds/nginx a=b', 'kubectl set image ds/nginx a=b'],
    ['oc get pods', 'kubectl get pods'],
    ['list all pods', 'kubectl get pods'],
    ['show me the svc web', 'kubectl get svc web'],
    ['get po, svc', 'kubectl get po,svc'],
    ['delete pods a, b', 'kubectl delete pods a b'],
    ['delete pods a,b', 'kubectl delete pods a b'],
    ['get config map web', 'kubectl get configmap web'],
    ['get daemon sets -o wide', 'kubectl get daemonsets -o wide'],
    ['annotate pod web note=my text --overwrite', "kubectl annotate pod web note='my text' --overwrite"],
    ['create deployment web image=nginx', 'kubectl create deployment web --image=nginx'],
    ['apply --file specs/nginx', 'kubectl apply --filename specs/nginx'],
    ['apply -file specs/nginx', 'kubectl apply --filename specs/nginx'],
    ['get pods -label app=x', 'kubectl get pods --selector app=x'],
    ['logs web --prev', 'kubectl logs web --previous'],
    ['delete pod web --yes', 'kubectl delete pod web'],
    ['get pod web -o yaml --export', 'kubectl get pod web -o yaml'],
    ['get logs web', 'kubectl logs web'],
    ['kubectl --version', 'kubectl version'],
    ['use-context labrador', 'kubectl config use-context labrador'],
  ] as const)('%s → %s', ([line, offered]) => {
    expect(nextAfter(line)).toBe(`Type: ${offered}`);
  });

  it.for([
    ['logs <your-pod-id>', /kubectl get pods$/],
    ['describe svc <name>', /kubectl get services$/],
    ['exec web -- wget -O- http://<pod-ip-address>/', /kubectl get pods -o wide$/],
    ['config use-context docker-desktop', /one context, labrador.*nothing has to be switched/],
    ['config get-contexts minikube', /one context, labrador/],
    ['config set-context ada --cluster=labrador', /nothing but the namespace/],
    ['config use-context <cluster>', /kubectl config get-contexts$/],
    ['logs POD_NAME', /kubectl get all$/],
    ['get priorityclasses | grep x', /^It is of the whole cluster[^]* kubectl api-resources$/],
    ['describe clusterrole view', /kubectl get roles,rolebindings$/],
    ['get nothings', /^The types are/],
    ['get nginx', /^The types are .* pod\/nginx\.$/],
    ['get pod:nginx', /pod\/nginx\?$/],
    ['get pods app=x', /: -l app=nginx$/],
    ['describe pod [pod-name]', /kubectl get pods$/],
    ['describe svc (name)', /kubectl get services$/],
    ['describe pod "<pod-name>"', /kubectl get all$/],
    ['describe pod &lt;pod-name&gt;', /kubectl get pods$/],
    ['describe pod nginx-XXXXX', /kubectl get all$/],
    ['describe pod %POD%', /kubectl get all$/],
    ['describe pod ...', /kubectl get all$/],
    ['logs web -c CONTAINER', /kubectl get all$/],
    ['logs web -c <container>', /kubectl describe pods$/],
    ['get pods -n <ns>', /kubectl get namespaces$/],
    ['get pods -n NAMESPACE', /kubectl get namespaces$/],
    ['get <type>', /kubectl api-resources$/],
    ['get pods -l <key>=<value>', /kubectl get pods --show-labels$/],
    ['create cm web --from-literal=<key>=<value>', /kubectl create --help$/],
    ['create deploy web --image=<image>', /^Write the name of an image/],
    ['create deploy web --image=YOUR_IMAGE', /^Write the name of an image/],
    ['create deploy web --image=Nginx', /: nginx$/],
    ['scale deploy web --replicas=<n>', /^Write a number/],
    ['expose deploy web --port=<port>', /^Write a number/],
    ['apply -f <file>', /apply -f PATH/],
    ['logs web --tail', /: kubectl logs --help$/],
    ["patch ds nginx -p '{spec:{minReadySeconds:5}}'", /^Write it like: patch/],
    ['restart pod web', /^Write it like: rollout restart/],
    ['delete pod nginx-*', /by a label/],
    ['delete pod web --dry-run=client', /it is done at once/],
    ['label pods --all --field-selector=a=b x=y', /names, or -l/],
    ['logs $POD', /Type what it stands for/],
    [`patch ds/nginx -p '{"a":"${'a'.repeat(700)}"}' -n kube-system`, /^$/],
  ] as const)('and no line is offered where none would do: %s', ([line, next]) => {
    expect(nextAfter(line)).toMatch(next);
  });
});

describe('what is done otherwise here is said with its own way', () => {
  it.for([
    ['edit ds/nginx', 'Use /edit resource:ds/nginx'],
    ['edit ds/nginx -n dev', 'Use /edit resource:ds/nginx -n dev'],
    ['edit --namespace=dev ds nginx -o yaml', 'Use /edit resource:ds nginx --namespace=dev'],
    ['edit ds/nginx -n kube-system', 'Use /edit resource:ds/nginx'],
    ['edit', 'Use /edit, which'],
    ['edit cm/web -n dev', 'Use /edit resource:cm/web -n dev'],
    ['edit secret web', 'Change it with patch, or apply it again.'],
    ['edit node/lab-node', 'See one with get TYPE NAME -o yaml.'],
    ['edit ns dev', 'See one with get TYPE NAME -o yaml.'],
    ['port-forward svc/nginx 8080:80', 'Use /browse service:nginx'],
    ['port-forward ds/nginx 8080:80', 'Use /browse to see'],
    ['proxy', 'Use /browse'],
    ['port-forward nginx 8080:80', 'Write expose pod/nginx --port=80, then use /browse service:nginx'],
    ['port-forward deploy/web 3000', 'Write expose deployment/web --port=3000, then use /browse service:web'],
    ['port-forward --address 0.0.0.0 svc/nginx 8080:80', 'Use /browse service:nginx'],
    ['port-forward -n dev pod web 8080:80', 'Write expose pod/web --port=80 -n dev, then use /browse service:web'],
    ['port-forward deploy web 3000', 'Write expose deployment/web --port=3000, then use /browse service:web'],
    ['create pod web', 'run NAME --image=IMAGE'],
    ['create daemonset web', '/apply'],
    ['create -f - ', 'Use /apply'],
    ['create token x', 'Accounts get no token here'],
    ['create clusterrole x --verb=get --resource=pods', 'Write a Role, which is of your namespace'],
    ['create clusterrolebinding x --clusterrole=view', 'Write a RoleBinding'],
    ['create ingress x --rule=a', 'Write it like: create ingress NAME --rule='],
    ['replace --force -f specs/nginx', 'Write delete -f FILE, then create -f FILE.'],
    ['expose ds/web --port=80', 'Write it like'],
    ['autoscale ds/web --max=3', 'Write it like: autoscale deployment/NAME'],
    ['autoscale deploy web', 'Write it like: autoscale deployment/NAME'],
    ['top services', 'Write it like: top pods'],
    ['create secret tls x', 'Write it like: create secret tls NAME'],
    ['create ingress x', 'Write it like: create ingress NAME --rule='],
    ['create ing x --default-backend=web', 'Write it like: create ingress NAME --rule='],
    ['create pdb web --selector=app=web', 'Write it like: create poddisruptionbudget NAME'],
    ['apply -f -', 'Use /apply'],
    ['apply -f https://example.com/x.yaml', 'Use /apply'],
    ['apply -f mine.yaml', '/apply'],
    ['apply -k x', '/apply'],
    ['cat <<EOF | kubectl apply -f -\nkind: Pod\nEOF', 'Use /apply'],
    ['kubectl apply -f - <<EOF\nkind: Pod\nEOF', 'Use /apply'],
    ['cat x.yaml | kubectl apply -f -', 'Use /apply'],
    ['attach web', 'Type: kubectl logs -f web'],
    ['attach -c nginx web', 'Type: kubectl logs -f web -c nginx'],
    ['attach -n dev deploy web', 'Type: kubectl logs -n dev -f deploy/web'],
    ['exec web -n dev ls', 'Type: kubectl exec -n dev web -- ls'],
    ['exec pod web ls', 'Type: kubectl exec web -- ls'],
    ['create deployment/web --image=nginx', 'Type: kubectl create deployment web --image=nginx'],
    ['stop deploy web', 'Type: kubectl delete deploy web'],
    ['label pod web app', 'Write label pod web app key=value'],
    ['create networkpolicy open', 'Write it as YAML and use /apply'],
    ['cp web:/etc/nginx.conf .', 'Type: kubectl exec web -- cat /etc/nginx.conf'],
    ['debug', 'exec NAME -- COMMAND'],
    ['set serviceaccount ds/nginx a', 'use /edit'],
    ['label ep nginx a=b', 'Write label node NAME'],
    ['cluster-info dump', 'Type: kubectl get all'],
    ['explain', 'Type: kubectl explain pods.spec.containers'],
    ['api-resources pods', 'Type: kubectl api-resources'],
    ['explain pods --max-depth=2', 'Type: kubectl explain pods --recursive --max-depth=2'],
    ['drain node-1', 'There is no way'],
    ['helm install x', 'There is no way'],
    ['docker ps', 'get pods'],
    ['ls', 'apply -f PATH'],
    ['curl http://web', 'Use /browse'],
    ['minikube service web --url', 'Use /browse service:web'],
    ['vim web.yaml', 'Use /edit'],
    ['cd labs', 'no need'],
    ['/edit ds/nginx', 'Use /edit in place of /kubectl'],
    ['/lab check', 'Use /lab in place of /kubectl'],
    ['lab check', 'Use /lab in place of /kubectl'],
    ['hint', 'Use /lab hint in place of /kubectl'],
    ['/start', 'Use /lab start in place of /kubectl'],
    ['apiVersion: v1\nkind: Pod', 'Use /apply'],
    ['--- kind: Pod apiVersion: v1', 'Use /apply'],
    ['{"apiVersion": "v1"}', 'Use /apply'],
    ['port forward svc/nginx 80', 'Use /browse service:nginx'],
    ['minikube ip', 'of the tools for Kubernetes there is kubectl'],
    ['minikube status', 'of the tools for Kubernetes there is kubectl'],
    ['docker-compose up -d', 'get pods'],
    ['docker logs web', 'logs NAME'],
    ['nc -zv web 80', 'exec NAME -- COMMAND'],
    ['mkdir x', 'apply -f PATH'],
    ['for i in 1 2; do kubectl run web-$i --image=nginx; done', 'each line by itself'],
  ] as const)('%s → %s', ([line, next]) => {
    expect(nextAfter(line)).toContain(next);
  });

  it('no verb of kubectl’s is left without a word', () => {
    for (const verb of otherVerbNames) expect(nextAfter(`${verb} x`)).toMatch(/^\S/);
  });

  it('every slash command is known when it is typed into the wrong one', () => {
    const others = commands.map(({definition}) => definition.name).filter((name) => name !== 'kubectl');
    for (const name of others) expect(nextAfter(`/${name}`)).toBe(`Use /${name} in place of /kubectl.`);
  });
});

describe('a name that is to be filled in is told as one, in whatever it stands', () => {
  it.for([
    '{{ pod.name }}',
    '{ pod }',
    '{{pod}}',
    '<<pod>>',
    '_pod_',
    '%s',
    '%POD',
    'TODO',
    'CHANGEME',
    '[POD]',
    '(pod)',
    '<pod>',
    'web-<hash>',
    '{pod}x',
    '@{pod}',
    'INSERT_POD_NAME',
    'web-XXXXX',
    'web-...',
  ])('%s', (placeholder) => {
    for (const line of [`logs ${placeholder}`, `logs ${placeholder} --tail=5`, `describe pod ${placeholder} -n dev`]) {
      expect(messageAfter(line)).toMatch(/stands for (?:a name|something) of your own/u);
    }
  });

  it.for(["get pods -o go-template='{{ .kind }}'", 'exec web -- echo { a }', 'exec web -- test [ a ]'])(
    'and what is none is not: %s',
    (line) => {
      expect(messageAfter(line)).not.toMatch(/of your own/u);
    },
  );
});

function messageAfter(line: string): string {
  let message = '';
  unlessRefused(
    () => parseKubectl(line, {files}),
    (refusal) => {
      ({message} = refusal);
    },
  );
  return message;
}
