import {setTimeout as sleep} from 'node:timers/promises';
import {applies, kubectl, yamlOf, type Participant} from './world.ts';

/** How long a person takes from one action to the next who goes on as fast as they may without being asked to wait, in ms. */
export const paceMs = 550;

/** Commands that come at once, and then each second: more than a person types, and than a chat lets through for long. */
const burst = 200;
const eachSecond = 10;

/** Nearly as much as the bot downloads, and refused only at its end: reading it is work for the bot and not for the cluster. */
const largeYaml = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: large}\ndata:\n${Array.from({length: 5_000}, (_, at) => `  k${at}: v\n`).join('')}---\nkind: Secret\n`;

/** Writes as fast as it can, and ends: a log to be read and a crash loop to be watched. */
const spammer = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: {name: 'spam'},
  spec: {
    selector: {matchLabels: {app: 'spam'}},
    template: {
      metadata: {labels: {app: 'spam'}},
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [
          {name: 'main', image: 'busybox:1.36', command: ['sh', '-c', 'yes spam | head -c 4000000; exit 1']},
        ],
      },
    },
  },
};

/** What is sent, over and over. */
const commands: readonly ((from: Pick<Participant, 'person'>) => Promise<unknown>)[] = [
  async ({person}) => person.sends(kubectl('get pods -o yaml')),
  async ({person}) => person.sends('/apply', {file: {name: 'large.yaml', text: largeYaml}}),
  async ({person}) => person.sends(kubectl('logs -l app=spam --tail=100000')),
  async ({person}) => person.sends(kubectl('describe pods')),
  async ({person}) => person.sends(kubectl('exec daemonset/nginx -- sh -c "yes | head -c 20000000"')),
  async ({person}) => person.sends(kubectl('rollout restart daemonset/spam')),
  async ({person}) => person.sends(kubectl(`get ${'x'.repeat(1_500)}`)),
  async ({person}) => person.sends(kubectl('get events')),
];

export interface Flood {
  /** Commands sent so far. */
  readonly sent: () => number;
  /** Ends it; what was sent still waits. */
  readonly end: () => Promise<void>;
  /** Ends it, and cancels what still waits. */
  readonly stop: () => Promise<void>;
}

/** One participant sends whatever takes work, first very much of it, then without end, and lets Pods write and crash. */
export async function startFlood(from: Pick<Participant, 'person'>): Promise<Flood> {
  await applies(from, yamlOf(spammer));
  const stopping = new AbortController();
  let sent = 0;
  const send = async (): Promise<void> => {
    const command = commands[sent % commands.length];
    sent += 1;
    // a chat that refuses one has something more important to do
    await command?.(from).catch(() => undefined);
  };
  const flow = async (): Promise<void> => {
    await Promise.all(Array.from({length: burst}, send));
    while (!stopping.signal.aborted) {
      await send();
      await sleep(1_000 / eachSecond);
    }
  };
  const flowing = flow();
  const end = async (): Promise<void> => {
    stopping.abort();
    await flowing;
  };
  return {
    sent: () => sent,
    end,
    stop: async () => {
      await end();
      await from.person.types('/cancel');
    },
  };
}
