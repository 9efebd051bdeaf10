import type {ControllerRevision} from '../objects/cluster-objects.ts';
import {controllerOf, type KubeObject} from '../objects/kube-object.ts';
import type {PodTemplate} from '../objects/pod.ts';
import {controllerRevisions} from '../resources/controller-revisions.ts';
import {ownerReference} from './claim.ts';
import type {ControllerParts} from './controller.ts';
import {hashTemplate} from './template-hash.ts';

/** The label of Pods that says which template they are of; of a DaemonSet's revisions too. */
export const hashLabel = 'controller-revision-hash';

interface TemplateOwner extends KubeObject {
  spec: {template: PodTemplate; revisionHistoryLimit?: number};
}

interface RevisionRules {
  /** The label that a revision carries its hash in. */
  label: string;
  /** Which of them Pods are still of, besides the newest. */
  isUsed: (revision: ControllerRevision) => boolean;
}

/** An owner's revisions, the newest last. */
export function revisionsOf({store}: ControllerParts, {metadata}: KubeObject): ControllerRevision[] {
  return store
    .list(controllerRevisions, metadata.namespace)
    .filter((revision) => controllerOf(revision)?.uid === metadata.uid)
    .sort((a, b) => a.revision - b.revision);
}

/** Keeps the template as the newest revision, under a name made of its hash; forgets old ones. @returns that revision */
export function recordRevision(parts: ControllerParts, owner: TemplateOwner, rules: RevisionRules): ControllerRevision {
  const {store, objects} = parts;
  const hash = hashTemplate(owner.spec.template);
  const history = revisionsOf(parts, owner);
  const newest = history.at(-1);
  let current = history.find(({metadata}) => metadata.labels?.[rules.label] === hash);
  if (current === undefined) {
    const revision = newRevision(owner, {hash, label: rules.label, revision: (newest?.revision ?? 0) + 1});
    current =
      store.get(controllerRevisions, owner.metadata.namespace, revision.metadata.name) ??
      objects.create(controllerRevisions, revision);
  } else if (newest !== undefined && current !== newest) {
    current = objects.update(controllerRevisions, current, {...current, revision: newest.revision + 1});
  }
  const {name} = current.metadata;
  const unused = history.filter((revision) => revision.metadata.name !== name && !rules.isUsed(revision));
  const surplus = unused.length - (owner.spec.revisionHistoryLimit ?? 10);
  for (const revision of unused.slice(0, Math.max(0, surplus))) objects.delete(controllerRevisions, revision);
  return current;
}

function newRevision(
  owner: TemplateOwner,
  {hash, label, revision}: {hash: string; label: string; revision: number},
): ControllerRevision {
  const {name, namespace, annotations} = owner.metadata;
  const {template} = owner.spec;
  const created = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: {...template.metadata?.labels, [label]: hash},
      annotations: {...annotations},
      ownerReferences: [ownerReference(owner)],
    },
    data: {spec: {template: {...template, $patch: 'replace'}}},
    revision,
  };
  // The rest of the metadata is what creating it fills in.
  return created as unknown as ControllerRevision;
}
