import {z} from 'zod';
import type {ExtraManifests} from '#src/cluster/installation/install.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Administrator} from './administrator.ts';

const admission = '/apis/admissionregistration.k8s.io/v1';
const collections: Readonly<Record<string, string>> = {
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
};
const manifestSchema = z.looseObject({kind: z.string(), metadata: z.looseObject({name: z.string()})});

export const servesPolicies = async (admin: Administrator): Promise<boolean> =>
  (await admin.find(`${admission}/validatingadmissionpolicies`)) !== undefined;

/** The rules in the cluster itself, as `cluster:install` installs them: none for a cluster that is too old for them. */
export const admissionPolicies: ExtraManifests = (version) => admissionManifests(version).manifests;

function pathOf(manifest: JsonObject): string {
  const {kind, metadata} = manifestSchema.parse(manifest);
  const collection = collections[kind];
  if (collection === undefined) throw new Error(`no path is known for a ${kind}`);
  return `${admission}/${collection}/${metadata.name}`;
}

/**
 * Those of the manifests that are not there: what a run has installed it takes away again, as the cluster is not its own.
 */
export async function missingPolicies(admin: Administrator, manifests: readonly JsonObject[]): Promise<string[]> {
  const paths = manifests.map(pathOf);
  const found = await Promise.all(paths.map(async (path) => admin.find(path)));
  return paths.filter((_path, at) => found[at] === undefined);
}
