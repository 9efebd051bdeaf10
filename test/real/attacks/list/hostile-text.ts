import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Answer} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {actedUpon, hostileAddress, mark} from '../acted-upon.ts';
import type {Attempt, ChatAttack} from '../attack.ts';
import {edit} from '../chat-ways.ts';
import {untilTaken} from '../until-taken.ts';
import {applies, kubectl, yamlOf, type World} from '../world.ts';

const threat = 'what others see';

/** On one line, and without what the reader of a line refuses: Markdown, mentions, links, and what is not seen. */
const oneLine = [
  `x ${mark} @everyone @here <@&1> <#1> [${mark}](https://${hostileAddress}/x) https://${hostileAddress}/y`,
  `**${mark}** __${mark}__ ||${mark}|| ~~${mark}~~ \`\`\`${mark}\`\`\` \`${mark} <:x:1> <t:1:${mark}>`,
].join(' ');
const unseen = `\u202e${mark}\u2066\u200f\u200b\u2060\u00ad\ufeff\u3164a${'\u0301'.repeat(40)}\u{e0041}`;
/** All of it. */
const text = [
  oneLine,
  ...['#', '##', '-#', '>', '>>>', '-', '*', '1.', '  -#'].map((start) => `${start} ${mark}`),
  '```',
  `${mark} @everyone`,
  '````',
  `\u001b[31m${mark}\u001b[0m\u001b]8;;https://${hostileAddress}\u0007\u0000\u0085`,
  unseen,
  mark.repeat(1_000),
].join('\n');

/** Neither quotes nor what a shell would act on. */
const word = `[${mark}](https://${hostileAddress})@everyone**${mark}`;

/** Objects of Mallory's that say it wherever something of a learner's own is said. */
const objects: readonly JsonObject[] = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'hostile', annotations: {mine: oneLine}},
    data: {
      text: text.replaceAll('\u0000', ''),
      'index.html': `<html><head><title>${oneLine}</title></head><body><h1>${oneLine}</h1><p>${text.replaceAll('\u0000', '')}</p></body></html>`,
    },
  },
  ...[
    {name: 'talker', command: ['sh', '-c', 'cat /hostile/text; sleep 600'], image: 'busybox:1.36'},
    {name: 'loser', command: ['sh', '-c', 'cat /hostile/text; exit 1'], image: 'busybox:1.36'},
    {name: 'page', command: undefined, image: 'nginx:1.18-alpine'},
  ].map(({name, command, image}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, labels: {app: name}, annotations: {mine: oneLine}},
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'main',
          image,
          ...(command === undefined ? {} : {command, args: [oneLine]}),
          env: [{name: 'HOSTILE', value: oneLine}],
          terminationMessagePolicy: 'FallbackToLogsOnError',
          volumeMounts: [{name: 'hostile', mountPath: name === 'page' ? '/usr/share/nginx/html' : '/hostile'}],
        },
      ],
      volumes: [{name: 'hostile', configMap: {name: 'hostile'}}],
    },
  })),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {name: 'page', annotations: {mine: oneLine}},
    spec: {selector: {app: 'page'}, ports: [{port: 80}]},
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'hostile', annotations: {'kubernetes.io/change-cause': oneLine, mine: oneLine}},
    spec: {
      replicas: 0,
      selector: {matchLabels: {app: 'hostile'}},
      template: {
        metadata: {labels: {app: 'hostile'}},
        spec: {containers: [{name: 'main', image: 'busybox:1.36', args: [oneLine]}]},
      },
    },
  },
];

let isMade = false;

/** Makes the objects, once, and waits until they have said what they say. */
async function makeObjects({mallory}: World): Promise<void> {
  if (isMade) return;
  isMade = true;
  await applies(mallory, yamlOf(...objects));
  for (const line of ['wait --for=condition=Ready pod/talker pod/page --timeout=60s']) {
    await (await mallory.person.types(kubectl(line))).until(/condition met/);
  }
  await waitUntil('the container has ended', async () => {
    const row = await mallory.person.types(kubectl('get pod loser'));
    return /CrashLoopBackOff|Error/.test(await row.output()) ? true : undefined;
  });
}

/** Everything that an answer has shown, from its first version on. */
async function seenIn(act: () => Promise<Answer>): Promise<string[]> {
  const answer = await untilTaken(act);
  await answer.answered();
  return answer.history();
}

const shows = (path: string, show: (world: World) => Promise<readonly string[]>): ChatAttack => ({
  group: 'through the chat',
  name: 'Markdown, mentions, links and what is not seen',
  threat,
  path,
  attempt: async (world): Promise<Attempt> => {
    await makeObjects(world);
    const versions = await show(world);
    const isShown = versions.some((version) => version.includes(mark));
    const evidence = isShown ? 'it is shown, and nothing of it is acted upon' : 'it is not shown';
    // versions are looked at one by one: each was a message
    return {stoppedBy: 'view', evidence, shown: JSON.stringify(versions)};
  },
  effect: async (_world, {shown = '[]'}) => {
    const versions: unknown = JSON.parse(shown);
    const found = Array.isArray(versions) ? versions.flatMap((version) => actedUpon(String(version))) : [];
    return Promise.resolve(found.length === 0 ? undefined : `the message has ${[...new Set(found)].join(', ')}`);
  },
});

const ofLine = (line: string, path = `/kubectl ${line}`): ChatAttack =>
  shows(path, async ({mallory}) => seenIn(async () => mallory.person.types(kubectl(line))));

const ofFile = (path: string, yaml: string, name = 'mine.yaml'): ChatAttack =>
  shows(path, async ({mallory}) => seenIn(async () => mallory.person.types('/apply', {file: {name, text: yaml}})));

const quoted = JSON.stringify(oneLine);

/** What a learner's own containers and objects say. */
const fromTheCluster: readonly ChatAttack[] = [
  ofLine('logs talker'),
  ofLine('logs -l app=talker'),
  ofLine('logs loser --previous'),
  ofLine('exec talker -- cat /hostile/text'),
  ofLine('exec talker -- sh -c "cat /hostile/text >&2; exit 3"'),
  ofLine('describe configmap hostile'),
  ofLine('describe pod talker'),
  ofLine('describe pod loser'),
  ofLine('describe deployment hostile'),
  ofLine('describe service page'),
  ofLine('get configmap hostile -o yaml'),
  ofLine('get configmap hostile -o json'),
  ofLine('get pods -o wide'),
  ofLine('get pods --watch'),
  ofLine('get events'),
  ofLine('events'),
  ofLine('rollout history deployment/hostile'),
  ofLine('annotate deployment hostile mine=other'),
  shows('/browse service:page', async ({mallory}) => seenIn(async () => mallory.person.types('/browse service:page'))),
  shows('/browse path:/text', async ({mallory}) =>
    seenIn(async () => mallory.person.types('/browse service:page path:/text')),
  ),
];

/** What is typed, and comes back in what is said of it. */
const fromALine: readonly ChatAttack[] = [
  ofLine(word, '/kubectl TEXT'),
  ofLine(oneLine, '/kubectl TEXT of many words'),
  ofLine(unseen, '/kubectl TEXT that is not seen'),
  ofLine(text.slice(0, 1_000), '/kubectl TEXT of many lines'),
  ...[
    'get TEXT',
    'get pod TEXT',
    'get pods -o TEXT',
    'get pods -l TEXT',
    'get pods -l "TEXT"',
    'get pods --field-selector TEXT',
    'get pods --sort-by TEXT',
    'get pods --TEXT',
    'describe pod TEXT',
    'logs talker -c TEXT',
    'exec talker -- TEXT',
    'exec talker -- echo "TEXT"',
    'label pod talker TEXT=1',
    'label pod talker mine=TEXT',
    'annotate pod talker TEXT=1',
    'patch pod talker -p TEXT',
    'patch pod talker --type TEXT -p {}',
    'set image deployment/hostile main=TEXT',
    'set image deployment/hostile TEXT=busybox:1.36',
    'scale deployment/hostile --replicas=TEXT',
    'rollout undo deployment/TEXT',
    'rollout status deployment/hostile --timeout=TEXT',
    'wait pod/talker --for=TEXT',
    'wait pod/talker --for=condition=TEXT --timeout=1s',
    'delete pod TEXT',
    'apply -f TEXT',
  ].map((line) => ofLine(line.replace('TEXT', word), `/kubectl ${line}`)),
  ofLine(
    `patch deployment hostile --type json -p '[{"op":"replace","path":"/${word}","value":1}]'`,
    '/kubectl patch --type json with a path of TEXT',
  ),
  ofLine(`patch deployment hostile -p '{"${word}":1}'`, '/kubectl patch with a key of TEXT'),
  shows('/browse path:TEXT', async ({mallory}) => seenIn(async () => mallory.person.types(`/browse path:${oneLine}`))),
  shows('/browse service:TEXT', async ({mallory}) =>
    seenIn(async () => mallory.person.types(`/browse service:${oneLine.slice(0, 63)}`)),
  ),
  shows('/edit resource:TEXT', async ({mallory}) =>
    seenIn(async () => mallory.person.types(`/edit resource:${oneLine}`)),
  ),
];

const configMap = (more: string): string => `apiVersion: v1\nkind: ConfigMap\n${more}\n`;
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {${spec}}\n`;

/** YAML whose mistakes are told. */
const fromYaml: readonly ChatAttack[] = [
  ofFile('/apply: a key of TEXT', configMap(`metadata: {name: x}\n${quoted}: 1`)),
  ofFile('/apply: a key of TEXT, twice', configMap(`metadata: {name: x}\ndata:\n  ${quoted}: a\n  ${quoted}: b`)),
  ofFile('/apply: a name of TEXT', configMap(`metadata: {name: ${quoted}}`)),
  ofFile('/apply: a namespace of TEXT', configMap(`metadata: {name: x, namespace: ${quoted}}`)),
  ofFile('/apply: a label of TEXT', configMap(`metadata: {name: x, labels: {${quoted}: ${quoted}}}`)),
  ofFile('/apply: a kind of TEXT', `apiVersion: v1\nkind: ${quoted}\nmetadata: {name: x}\n`),
  ofFile('/apply: an apiVersion of TEXT', `apiVersion: ${quoted}\nkind: Pod\nmetadata: {name: x}\n`),
  ofFile('/apply: an image of TEXT', pod(`containers: [{name: x, image: ${quoted}}]`)),
  ofFile('/apply: a policy of TEXT', pod(`restartPolicy: ${quoted}, containers: [{name: x, image: 'busybox:1.36'}]`)),
  ofFile('/apply: a host folder of TEXT', pod(`volumes: [{name: x, hostPath: {path: ${quoted}}}], containers: []`)),
  ofFile('/apply: a container’s name of TEXT', pod(`containers: [{name: ${quoted}, image: 'busybox:1.36'}]`)),
  ofFile('/apply: no YAML at all', text),
  ofFile('/apply: a broken text', `${configMap('')}${oneLine}`),
  ofFile('/apply: a file’s name of TEXT', configMap('metadata: {name: x}\nx: 1'), `${oneLine}.yaml`),
  ofFile('/apply: another file’s name of TEXT', 'x', `${oneLine}.sh`),
  shows('/edit: a key of TEXT', async ({mallory}) =>
    seenIn(async () => edit(mallory, 'deployment/hostile', (object) => ({...object, [oneLine]: 1}))),
  ),
];

/** What everybody sees: the wall, the board, what the channel is told. */
const inTheChannels: readonly ChatAttack[] = ['workshop', 'facilitators'].map((channel) =>
  shows(`a display name, a last command and Pods: the channel ${channel}`, async ({mallory, facilitator}) => {
    const isThere = (content: string): boolean => content.includes(channel === 'workshop' ? mark : 'talker -- echo');
    const look = async (): Promise<string[] | undefined> => {
      // the board shows the last command, and others of hers are under way
      await mallory.person.types(kubectl(`exec talker -- echo "${word}"`));
      const messages = (await facilitator.sees(channel)).filter(({ephemeral}) => !ephemeral);
      const contents = messages.map(({content}) => content);
      return contents.some(isThere) ? contents : undefined;
    };
    return waitUntil(`Mallory is in the channel ${channel}`, look, {withinMs: 90_000});
  }),
);

export const hostileText: readonly ChatAttack[] = [...fromTheCluster, ...fromALine, ...fromYaml, ...inTheChannels];
