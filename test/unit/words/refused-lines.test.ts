import {describe, expect, test} from 'vitest';
import {parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import {inWords} from '#src/operations/in-words.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {otherVerbNames} from '#src/operations/kubectl/other-verbs.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {UserError} from '#src/operations/user-error.ts';
import {languages, type Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';

const files = new Map([['specs/nginx/daemonset.yaml', '']]);

function refusalOf(language: Language, line: string): UserError {
  let refused: UserError | undefined;
  inLanguage(language, () =>
    unlessRefused(
      () => parseKubectl(line, {files}),
      (refusal) => {
        refused = refusal;
      },
    ),
  );
  if (refused === undefined) throw new Error(`accepted: ${line}`);
  return refused;
}

/** The line that advice ends with, as a person would type it. */
const lineIn = (next: string | undefined): string | undefined => /(?<=: )(?:kubectl .+)$/u.exec(next ?? '')?.[0];

/** Without what is only quoted otherwise. */
const bare = (text: string | undefined): string | undefined => text?.replaceAll(/[\s„“”«»]/gu, '');

const isReadIn = (language: Language, line = ''): boolean =>
  inLanguage(language, () => unlessRefused(() => parseKubectl(line, {files}))) !== undefined;

const refused = [
  // each verb
  ['get'],
  ['get pods web -l app=x'],
  ['get pods -o yaml --show-labels'],
  ['get pods --watch -o yaml'],
  ['get pods,svc --watch'],
  ['get pods --watch --sort-by=.metadata.name'],
  ['get pods -o xml'],
  ['get pods -L app -o custom-columns=A:.a'],
  ["get pods -o go-template='{{template}}'"],
  ['get pods --watch-only'],
  ["get pods --sort-by='{.a'"],
  ["get pods --sort-by='{.a}{.b}'"],
  ['get pods,svc --sort-by=.metadata.name'],
  ['get pods --field-selector=x'],
  ['get pods web --field-selector=a=b'],
  ['get nodes --field-selector=a=b'],
  ['describe'],
  ['describe events'],
  ['events web'],
  ['events --for web'],
  ['events --types Odd'],
  ['events --watch'],
  ['apply'],
  ['apply specs/nginx'],
  ['apply -f nowhere.yaml'],
  ['apply -f https://example.com/x.yaml'],
  ['apply -f specs/nginx --all'],
  ['delete'],
  ['delete node x'],
  ['delete pods'],
  ['delete pods -l a=b --all'],
  ['delete pods web --all'],
  ['delete pods web -l a=b'],
  ['delete pod web --cascade=odd'],
  ['delete pod web --frce'],
  ['delete -f specs/nginx --all'],
  ['logs'],
  ['logs a b c'],
  ['logs web -l app=x'],
  ['logs web -l app=x -c nginx'],
  ['logs web --tail=many'],
  ['logs web --since=soon'],
  ['logs web --ignore-errors'],
  ['diff'],
  ['diff specs/nginx'],
  ['get pods --context minikube'],
  ['run web --image=nginx --replicas=2'],
  ['get pods,svc --watch'],
  ['logs svc/web'],
  ['exec'],
  ['cp web:/a b'],
  ['cp web:/a -'],
  ['cp specs web:/a'],
  ['cp pod/web:/a b'],
  ['cp kube-system/web:/a b'],
  ['exec web'],
  ['exec web ls'],
  ['exec web -- sh'],
  ["exec web -- ''"],
  ['exec web -- ls $(kubectl get pods -o name)'],
  ['label'],
  ['label ep nginx a=b'],
  ['label node a=b'],
  ['label node x'],
  ['label node x -l a=b c=d'],
  ['label node x ?=b'],
  ['label node x _=b'],
  ['label node x a=-'],
  ['label node x a=b a-'],
  ['rollout'],
  ['rollout stauts ds/nginx'],
  ['rollout twist ds/nginx'],
  ['rollout restart ds/nginx --timeout=1m'],
  ['rollout undo ds/nginx --revision=1'],
  ['rollout status pod/web'],
  ['rollout status ds --all'],
  ['rollout status ds/nginx --timeout=soon'],
  ['rollout undo ds/nginx --to-revision=x'],
  ['scale deploy/web'],
  ['scale ds/nginx --replicas=1'],
  ['scale pod/web --replicas=1'],
  ['scale deploy/web --replicas=many'],
  ['set'],
  ['set selector ds/nginx A=b'],
  ['set env ds/nginx'],
  ['set env ds/nginx A=b A-'],
  ['set env ds/nginx --keys=a'],
  ['set env ds/nginx --from=secret/x'],
  ['set env ds/nginx A=b --limits=cpu=1'],
  ['set env ds/nginx --resolve'],
  ['set resources ds/nginx'],
  ['set resources ds/nginx --limits=cpu'],
  ['create'],
  ['create cronjob x'],
  ['create deplyoment x'],
  ['create namespace X.y'],
  ['create pod x'],
  ['create service x'],
  ['create -f specs/nginx/daemonset.yaml x'],
  ['create deployment'],
  ['create deployment a b --image=x'],
  ["create deployment $(kubectl get po -o jsonpath='{.items[0].metadata.name}') --image=x"],
  ['create deployment Web --image=x'],
  ['create deployment web'],
  ['create deployment web --image=NGINX'],
  ['create deployment web --image=a --tcp=80'],
  ['create deployment web --image=a --port=0'],
  ['create deployment web --image=a,b -- ls'],
  [`create deployment web ${'--image=a '.repeat(11)}`],
  ['create deployment web --image=a -o wide'],
  ['create deployment web --image=a --dry-run=maybe'],
  ['create configmap x --from-literal=a'],
  ['create configmap x --from-literal=a/b=c'],
  ['create configmap x --from-literal=a=b --from-literal=a=c'],
  ['create configmap x --from-file=a=b=c'],
  ['create configmap x --from-file=k=specs/nginx'],
  ['create configmap x --from-env-file=specs --from-literal=a=b'],
  ['create configmap x --from-env-file=specs/nginx'],
  ['create configmap x -- ls'],
  [`create configmap x ${Array.from({length: 101}, (_, index) => `--from-literal=${index}=`).join(' ')}`],
  ['create service clusterip x'],
  ['create service clusterip x --tcp=80:a:b'],
  ['create service clusterip x --tcp=80:NO'],
  ['run'],
  ['run web'],
  ['run web --image=a,b'],
  ['run web --image=a --rm'],
  ['run web --image=a -t'],
  ['run web --image=a --expose'],
  ['run web --image=a -i --dry-run -- ls'],
  ['run web --image=a -it'],
  ['run web --image=a --replicas=2'],
  ['run web --image=a --privileged'],
  ['run web --image=a --overrides=x'],
  [`run web --image=a --overrides='{"kind":"Secret"}'`],
  ['run web --image=a --restart=Sometimes'],
  ['run web --image=a --env=A'],
  ['run web --image=a --env=1=b'],
  [`run web --image=a ${'--env=A=b '.repeat(51)}`],
  ['run web --image=a -l =b'],
  ['expose'],
  ['expose ds/web'],
  ['expose deploy/a deploy/b'],
  ['expose deploy/a --port=x'],
  ['expose deploy/a --type=Other'],
  ['set image ds/nginx'],
  ['set image ds/nginx A_=b'],
  ['set image ds/nginx a='],
  ['set image svc/web a=b'],
  ['patch ds/nginx'],
  ['patch node/x -p {}'],
  ['patch ds/nginx -p 1'],
  ["patch ds/nginx -p '{'"],
  ["patch ds/nginx --type json -p '{}'"],
  ["patch ds/nginx --type odd -p '{}'"],
  ['patch ds/nginx --patch-file x'],
  ['annotate ds/nginx'],
  ['annotate node/x a=b'],
  ['annotate ds/nginx ?a=b'],
  ['annotate ds/nginx a=b c'],
  ['annotate ds/nginx a=b a-'],
  ['wait'],
  ['wait pod/web'],
  ['wait pods --for=delete'],
  ['wait pod/web --for=luck'],
  ["wait pod/web --for=jsonpath='{.items[}'"],
  // what all have in common
  [''],
  ['get pods -n kube-system'],
  ['get pods -n x.y'],
  ['get pods --request-timeout=1s'],
  ['get pods --kind'],
  ['get pods --watsh'],
  ['get pods -watch'],
  ['get pods --watch=maybe'],
  ['get pods -l'],
  ['get pods -f x'],
  ['get priorityclasses'],
  ['get podz'],
  ['get pods/web web'],
  ['get /web'],
  ['logs POD_NAME'],
  ['logs Web'],
  ['logs we_b'],
  ['logs all/web'],
  ['scale web --replicas=1'],
  ['get $(kubectl get pods)'],
  ['logs $(kubectl get pods)'],
  ['delete pod web --dry-run=client'],
  ['apply -f specs/nginx -R'],
  ['apply -k specs'],
  ['describe pods -o yaml'],
  ['describe pods -w'],
  ['get pods --timeout=1s'],
  ['delete pods --all --field-selector=a=b'],
  ['get pods --raw=/'],
  ['apply -f specs/nginx --prune'],
  ['-x'],
  // selectors
  ['get pods -l a='.concat('x'.repeat(70))],
  ["get pods -l 'a in b'"],
  ["get pods -l 'a in (b'"],
  ["get pods -l '!'"],
  ["get pods -l '=a'"],
  ["get pods -l '_=a'"],
  ["get pods -l 'a b'"],
  ["get pods -l 'a='\"'='\""],
  ["get pods -l 'a>x'"],
  ["get pods -l 'a=b c'"],
  ["get pods -l 'a,'"],
  // shell syntax
  ['get pods | sed s/a/b/'],
  ['get pods | grep x | tee file'],
  ['get pods | grep'],
  ['get pods | grep -P x'],
  ['get pods | cat -n'],
  ['get pods | grep a file'],
  ["get pods | grep '\\(a\\)\\1'"],
  ["get pods | grep -E '((a{200}){200}){200}'"],
  ['get pods | head -n x'],
  ['get pods | cut -d,'],
  ['get pods | tr a'],
  ["get pods | awk 'BEGIN {}'"],
  ["get pods -o json | jq 'map(.a)'"],
  ['get pods\nget svc'],
  ['get pods `x`'],
  ['get pods $(x) y$(z)'],
  ['logs $POD'],
  ['delete pod nginx-*'],
  ['get pods (x)'],
  ["get pods 'x"],
  ['logs <your-pod-id>'],
  // other programs
  ['sudo kubectl get pods'],
  ['"get pods"'],
  ['/edit ds/nginx'],
  ['list pods'],
  ['kubeclt get pods'],
  ['nonsense'],
  ['curl http://web'],
  ['vim web.yaml'],
  ['ls'],
  ['ping web'],
  ['cd labs'],
  ['docker ps'],
  ['helm install x'],
  ['man kubectl'],
  ['edit ds/nginx'],
  ['port-forward svc/nginx 8080:80'],
  ['create token x'],
  ...otherVerbNames.map((verb) => [`${verb} x`] as const),
] as const;

describe.each(languages.filter((language) => language !== 'en'))('a line is refused in %s', (language) => {
  test.each(refused)('%s', (line) => {
    const english = refusalOf('en', line);
    const own = refusalOf(language, line);
    expect(own.code).toBe(english.code);
    expect(bare(own.message)).not.toBe(bare(english.message));
    // without advice in English there is none
    expect(own.next === undefined).toBe(english.next === undefined);
    expect(bare(own.next) ?? 'none').not.toBe(bare(english.next));
  });

  test.each(refused)('and the line that is offered for it is the same, and is read: %s', (line) => {
    const offered = lineIn(refusalOf('en', line).next);
    const own = lineIn(refusalOf(language, line).next);
    expect(own).toBe(offered);
    expect(isReadIn(language, own)).toBe(isReadIn('en', offered));
  });

  test('a command that is offered is the same, and is read', () => {
    const commandIn = (next = ''): string | undefined => /\/(?:edit|browse) \S+$/u.exec(next)?.[0];
    for (const line of ['edit ds/nginx', 'port-forward svc/nginx 8080:80']) {
      const own = commandIn(refusalOf(language, line).next);
      expect(own).toBe(commandIn(refusalOf('en', line).next));
      const [, value = ''] = own?.split(':') ?? [];
      inLanguage(language, () =>
        line.startsWith('edit') ? parseEditTarget(value) : parseBrowse({service: value}, undefined),
      );
    }
  });
});

test.each([
  ['en', 'a, b and c', 'a or b'],
  ['de', 'a, b und c', 'a oder b'],
  ['fr', 'a, b et c', 'a ou b'],
] as const)('lists are joined in %s', (language, all, either) => {
  expect(inLanguage(language, () => inWords(['a', 'b', 'c'], 'and'))).toBe(all);
  expect(inLanguage(language, () => inWords(['a', 'b'], 'or'))).toBe(either);
});
