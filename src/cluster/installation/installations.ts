import {z} from 'zod';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import type {ApiClient} from '../api/api-client.ts';
import {applyManifest} from '../api/apply-manifest.ts';
import {isNotFound} from '../api/api-error.ts';
import {systemNamespace, type Identities} from '../api/identities.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listCollection} from '../api/list-collection.ts';

/** How often who is at work says so, in ms, and how long after it is taken to be. The clocks of two machines differ. */
export const announceMs = 60_000;
const aliveMs = 5 * announceMs;

const leases = `/apis/coordination.k8s.io/v1/namespaces/${systemNamespace}/leases`;
const nameOf = (installation: string): string => `labrador-${installation}`;

interface Announcement extends AtWork {
  readonly installation: string;
  /** The bot that leads it. */
  readonly holder: string;
}

/** Says in the cluster that this installation is at work, until it is withdrawn or for five minutes. */
export async function announceInstallation(
  identities: Identities,
  {installation, holder, now, signal}: Announcement,
): Promise<void> {
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: nameOf(installation),
      namespace: systemNamespace,
      labels: {[sandboxLabels.managedBy]: managedBy, [sandboxLabels.installation]: installation},
    },
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: aliveMs / 1_000,
      // of a MicroTime, which wants six digits
      renewTime: new Date(now).toISOString().replace('Z', '000Z'),
    },
  };
  await applyManifest(identities.system('provisioner'), lease, {fieldManager: 'labrador-installation', signal});
}

/** It is at work no more. */
export async function withdrawInstallation(
  identities: Identities,
  {installation, signal}: {readonly installation: string; readonly signal: AbortSignal},
): Promise<void> {
  const path = `${leases}/${nameOf(installation)}`;
  try {
    await identities.system('provisioner').request({method: 'DELETE', path, signal});
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

const leaseSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({renewTime: z.string().optional(), holderIdentity: z.string().optional()}).default({}),
});

/** A Labrador on the same cluster. */
export interface OtherInstallation {
  readonly id: string;
  /** The bot that said so last. */
  readonly holder: string | undefined;
  /** When it last said that it is at work, in ms since 1970, by its own clock. */
  readonly seenAt: number;
}

/** The others that are at work, by their ids. */
export async function otherInstallations(
  identities: Identities,
  {installation, ...question}: AtWork & {readonly installation: string},
): Promise<OtherInstallation[]> {
  const all = await installationsAtWork(identities.system('provisioner'), question);
  return all.filter(({id}) => id !== installation);
}

interface AtWork {
  readonly now: number;
  readonly signal: AbortSignal;
}

/** All that are at work, by their ids. */
export async function installationsAtWork(client: ApiClient, {now, signal}: AtWork): Promise<OtherInstallation[]> {
  const labelSelector = `${sandboxLabels.managedBy}=${managedBy},${sandboxLabels.installation}`;
  return z
    .array(leaseSchema)
    .parse(await listCollection(client, leases, {labelSelector, signal}))
    .map(({metadata, spec}) => ({
      id: metadata.labels?.[sandboxLabels.installation] ?? '',
      holder: spec.holderIdentity,
      seenAt: Date.parse(spec.renewTime ?? '') || 0,
    }))
    .filter(({seenAt}) => now - seenAt < aliveMs)
    .sort((a, b) => a.id.localeCompare(b.id));
}
