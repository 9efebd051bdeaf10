import type {ControllerRevision, DaemonSet} from '../objects/cluster-objects.ts';
import {controllerOf} from '../objects/kube-object.ts';
import {controllerRevisions} from '../resources/controller-revisions.ts';
import {pods} from '../resources/pods.ts';
import {ownerReference} from './claim.ts';
import type {ControllerParts} from './controller.ts';
import {hashTemplate} from './template-hash.ts';

/** The label of Pods and revisions that says which template they are of. */
export const hashLabel = 'controller-revision-hash';

/** Keeps the template as the newest revision, under a name made of its hash; forgets old ones. @returns that hash */
export function recordRevision(parts: ControllerParts, set: DaemonSet): string {
  const {store, objects} = parts;
  const {namespace, uid} = set.metadata;
  const hash = hashTemplate(set.spec.template);
  const history = store
    .list(controllerRevisions, namespace)
    .filter((revision) => controllerOf(revision)?.uid === uid)
    .sort((a, b) => a.revision - b.revision);
  const newest = history.at(-1);
  const known = history.find(({metadata}) => metadata.labels?.[hashLabel] === hash);
  if (known === undefined) {
    const revision = newRevision(set, {hash, revision: (newest?.revision ?? 0) + 1});
    const isTaken = store.get(controllerRevisions, namespace, revision.metadata.name) !== undefined;
    if (!isTaken) objects.create(controllerRevisions, revision);
  } else if (newest !== undefined && known !== newest) {
    objects.update(controllerRevisions, known, {...known, revision: newest.revision + 1});
  }
  forgetOldRevisions(parts, set, {history, hash});
  return hash;
}

function newRevision(set: DaemonSet, {hash, revision}: {hash: string; revision: number}): ControllerRevision {
  const {name, namespace, annotations} = set.metadata;
  const {template} = set.spec;
  const created = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: {...template.metadata?.labels, [hashLabel]: hash},
      annotations: {...annotations},
      ownerReferences: [ownerReference(set)],
    },
    data: {spec: {template: {...template, $patch: 'replace'}}},
    revision,
  };
  // The rest of the metadata is what creating it fills in.
  return created as unknown as ControllerRevision;
}

function forgetOldRevisions(
  {store, objects}: ControllerParts,
  set: DaemonSet,
  {history, hash}: {history: readonly ControllerRevision[]; hash: string},
): void {
  const used = new Set(store.list(pods, set.metadata.namespace).map(({metadata}) => metadata.labels?.[hashLabel]));
  const unused = history.filter(({metadata}) => {
    const label = metadata.labels?.[hashLabel];
    return label !== hash && !used.has(label);
  });
  const surplus = unused.length - (set.spec.revisionHistoryLimit ?? 10);
  for (const revision of unused.slice(0, Math.max(0, surplus))) objects.delete(controllerRevisions, revision);
}
