import {z} from 'zod';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Administrator} from './administrator.ts';
import {folderOf} from './mischiefs.ts';
import {isNodeKeyOf} from './node-key-of.ts';

const goneWithinMs = 120_000;

const objectSchema = z.looseObject({
  metadata: z.looseObject({name: z.string(), labels: z.record(z.string(), z.string()).default({})}),
});

/** The namespaces of all sandboxes. */
export async function sandboxesIn(admin: Administrator): Promise<string[]> {
  const namespaces = (await admin.list('/api/v1/namespaces')).map((object) => objectSchema.parse(object).metadata);
  return namespaces
    .filter(({labels}) => labels[sandboxLabels.managedBy] === managedBy && labels[sandboxLabels.workshop] !== undefined)
    .map(({name}) => name);
}

/** Removes sandboxes as `/lab leave` does, for those whose bot is no more: namespaces, labels of nodes, host folders. */
export async function removeSandboxes(admin: Administrator, namespaces: readonly string[]): Promise<void> {
  if (namespaces.length === 0) return;
  for (const namespace of namespaces) await admin.remove(`/api/v1/namespaces/${namespace}`);
  for (const node of await admin.list('/api/v1/nodes')) {
    const {name, labels} = objectSchema.parse(node).metadata;
    const theirs = Object.keys(labels).filter((key) => namespaces.some((namespace) => isNodeKeyOf(key, namespace)));
    if (theirs.length === 0) continue;
    await admin.client.request({
      method: 'PATCH',
      path: `/api/v1/nodes/${name}`,
      body: {metadata: {labels: Object.fromEntries(theirs.map((key) => [key, null]))}},
      contentType: patchTypes.merge,
    });
  }
  await waitUntil(
    `${namespaces.join(', ')} are gone`,
    async () => {
      const left = await sandboxesIn(admin);
      return namespaces.some((namespace) => left.includes(namespace)) ? undefined : true;
    },
    {withinMs: goneWithinMs},
  );
  // no Pod holds them any more
  await admin.onNodes('rm', '-rf', ...namespaces.map(folderOf));
}
