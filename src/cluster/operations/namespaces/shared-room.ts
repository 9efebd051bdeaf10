import {z} from 'zod';
import {parseQuantity} from '#src/kubernetes/quantity.ts';
import {UserError} from '#src/operations/user-error.ts';
import {homeSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {sandboxQuota} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {words} from '#src/words/words.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {manifestPath} from '#src/cluster/api/apply-manifest.ts';
import type {OperationContext} from '../operation-context.ts';
import {clusterFacts} from '../sandbox/cluster-facts.ts';
import {fieldManager} from '../writing/held-types.ts';

const amountsSchema = z.record(z.string(), z.string()).default({});
const quotaSchema = z.looseObject({
  spec: z.looseObject({hard: amountsSchema}),
  status: z.looseObject({used: amountsSchema}).prefault({}),
});

type Sharing = Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>;

/**
 * Says how much of the sandbox's room its first namespace keeps beside so many others.
 * @returns what it uses beyond that, in words; whatever comes after it there is refused by the cluster
 */
export async function shareRoom(further: number, sharing: Sharing): Promise<string[]> {
  const {sandbox, identities, signal} = sharing;
  const quota = sandboxQuota(homeSandbox(sandbox), await clusterFacts(sharing, further));
  const {body} = await identities.system('provisioner').request({
    method: 'PATCH',
    path: manifestPath(quota),
    query: {fieldManager, force: 'true'},
    body: quota,
    contentType: patchTypes.apply,
    signal,
  });
  const {spec, status} = quotaSchema.parse(body);
  return Object.entries(status.used).flatMap(([name, used]) => {
    const hard = spec.hard[name];
    if (hard === undefined || parseQuantity(used).thousandths <= parseQuantity(hard).thousandths) return [];
    return [`${name} ${used}, more than ${hard}`];
  });
}

/**
 * Makes room for one more namespace: what the first one has is narrowed before, so that all of them together never have more
 * than it had alone.
 * @throws UserError `refused` when the first one uses more than it would keep
 */
export async function makeRoom(further: number, context: Sharing): Promise<void> {
  const beyond = await shareRoom(further + 1, context);
  if (beyond.length === 0) return;
  await shareRoom(further, context);
  throw new UserError('refused', words().namespaces.noRoom({uses: beyond.join('; ')}));
}
