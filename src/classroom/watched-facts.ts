import type {WatchedVersion} from '#src/cluster/watch/sandbox-history.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {endpointsOfSlices} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import type {TypeThat} from '#src/kinds/resource-types.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {FactObject, SandboxFacts, Version} from '#src/lab/facts.ts';
import {findSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {toLearnerNamespace} from '#src/sandbox/namespace/learner-namespace.ts';
import {toLearnerNode, toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';

/** What the watch knows of a sandbox, as its learner would see it; of what has been, only what it has seen `since`. */
export function watchedFacts(
  watch: SandboxWatch,
  {spec, since}: {readonly spec: SandboxSpec; readonly since: number},
): SandboxFacts {
  const {namespace, nodes} = spec;
  const objects = (type: TypeThat<'isWatched'>): FactObject[] =>
    watch.objectsOf(namespace, type, nodes).map((object) => writtenBack(type, object, spec));
  return {
    objects: (type) => (type === 'endpoints' ? endpointsOfSlices(objects('endpointslices')) : objects(type)),
    // a sandbox of the same name may have gone before this one
    history: watch.podsOf(namespace).filter(({seenAt}) => seenAt >= since),
    versions: watch
      .versionsOf(namespace)
      .filter(({seenAt}) => seenAt >= since)
      .map((version) => writtenVersion(version, spec)),
    completeSince: watch.completeSince,
    inNamespace: (name) => {
      const there = findSandbox(spec, name);
      return there === undefined ? undefined : watchedFacts(watch, {spec: there, since});
    },
  };
}

const writtenVersions = new WeakMap<object, Version>();

function writtenVersion({object, seenAt}: WatchedVersion, spec: SandboxSpec): Version {
  const known = writtenVersions.get(object);
  if (known !== undefined) return known;
  const {name, uid, generation = 0} = object.metadata;
  const fresh = {kind: object.kind ?? '', name, uid, generation, seenAt, object: writtenBack('', object, spec)};
  writtenVersions.set(object, fresh);
  return fresh;
}

const written = new WeakMap<object, FactObject>();

/** As the learner wrote it. Objects of the watch are never changed, so each is converted once. */
function writtenBack(type: string, object: KubernetesObject, spec: SandboxSpec): FactObject {
  if (type === 'nodes') return toLearnerNode({...object}, spec);
  const known = written.get(object);
  if (known !== undefined) return known;
  const fresh = type === 'namespaces' ? toLearnerNamespace(object) : toLearnerObject({...object}, spec);
  written.set(object, fresh);
  return fresh;
}
