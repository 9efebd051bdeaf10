import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {AdministrationError, explained, openAdministration} from '#src/cluster/installation/administration.ts';
import {
  describeLabels,
  findRemoval,
  isNothing,
  type Left,
  type Removal,
} from '#src/cluster/installation/find-removal.ts';
import {installationsAtWork} from '#src/cluster/installation/installations.ts';
import {removeAll} from '#src/cluster/installation/uninstall.ts';
import {printFailure} from './print-failure.ts';
import {secondsToMs} from './seconds-to-ms.ts';

// npm run cluster:uninstall [-- --yes] [--sandboxes] [--timeout SECONDS]: takes Labrador out of the cluster of KUBECONFIG,
// with all sandboxes, or these alone; without --yes it only says what would go

const deployFolder = join(import.meta.dirname, '..', 'deploy');
/** What the rest may take besides waiting until what was deleted is gone, in ms. */
const marginMs = 120_000;

async function main(): Promise<void> {
  const {values} = parseArgs({
    options: {
      yes: {type: 'boolean', default: false},
      sandboxes: {type: 'boolean', default: false},
      context: {type: 'string'},
      timeout: {type: 'string', default: '180'},
    },
  });
  const withinMs = secondsToMs(values.timeout);
  const signal = AbortSignal.timeout(withinMs * 2 + marginMs);
  const {server, line, manifests} = await openAdministration(
    {environment: process.env, context: values.context},
    {
      deployFolder,
      signal,
    },
  );
  try {
    console.log(`cluster  ${line}`);
    const admin = server.as(undefined);
    const removal = await explained(async () =>
      findRemoval(admin, {manifests, signal, areSandboxesAlone: values.sandboxes}),
    );
    if (isNothing(removal)) {
      console.log(removal.left.length === 0 ? 'There is nothing of Labrador here.' : 'Nothing here can be removed.');
      tellLeft(removal.left);
      return;
    }
    const atWork = await explained(async () => installationsAtWork(admin, {now: Date.now(), signal}));
    if (atWork.length > 0) console.log(tellAtWork(atWork.map(({id}) => id)));
    if (removal.unattendedNodes.length > 0) console.log(tellUnattended(removal));
    if (!values.yes) {
      for (const found of describe(removal)) console.log(`removes  ${found}`);
      tellLeft(removal.left);
      throw new AdministrationError(
        `Nothing was removed. To remove it: npm run cluster:uninstall -- --yes${values.sandboxes ? ' --sandboxes' : ''}`,
      );
    }
    const say = (done: string): void => console.log(done);
    const left = await explained(async () => removeAll(admin, removal, {signal, withinMs, say}));
    tellLeft(left);
    if (left.length === 0) console.log(values.sandboxes ? sandboxesGone : allGone);
  } finally {
    await server.close();
  }
}

const sandboxesGone = 'The sandboxes are gone, with their host folders; what was installed stays.';
const allGone = 'Labrador is gone; /var/lib/labrador stays on the nodes as an empty folder.';

/** Who goes on leaves people's files on machines: that is said before. */
function tellUnattended({unattendedNodes}: Removal): string {
  return `note     No node agent runs on ${unattendedNodes.join(', ')}: learners’ files would stay there. Install again first.`;
}

/** What goes is of all that share the cluster, whoever types it. */
function tellAtWork(ids: readonly string[]): string {
  const those =
    ids.length === 1
      ? `A Labrador is at work here (${ids[0]})`
      : `${ids.length} Labradors are at work here (${ids.join(', ')})`;
  return `note     ${those}, or was within the last 5 minutes: all of it goes, with the sandboxes of each. Stop them first.`;
}

function describe({sandboxes, nodeLabels, agentNodes, installed}: Removal): string[] {
  return [
    ...sandboxes.map(({shown}) => shown),
    ...[...nodeLabels].map(([node, keys]) => describeLabels(node, keys)),
    ...agentNodes.map((node) => `the host folders of all sandboxes on ${node}`),
    ...installed.map(({shown}) => shown),
  ];
}

/** What stays is no success: whoever called wanted it gone. */
function tellLeft(left: readonly Left[]): void {
  for (const {what, why} of left) console.log(`stays    ${what}: ${why}`);
  if (left.length > 0) process.exitCode = 1;
}

main().catch(printFailure);
