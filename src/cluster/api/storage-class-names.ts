import {defaultClassOf, storageClassSchema} from '#src/kinds/storage-class/schema.ts';
import type {ClusterFacts} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {ApiClient} from './api-client.ts';
import {listCollection} from './list-collection.ts';
import {resourcePath} from './resource-path.ts';

/** The provisioner of a class whose volumes somebody makes by hand. */
const byHand = 'kubernetes.io/no-provisioner';

/** The class that makes volumes for claims that name none, unless it makes none itself, and all others. */
export async function storageClassNames(watcher: ApiClient, signal: AbortSignal): Promise<ClusterFacts['storage']> {
  const found = await listCollection(watcher, resourcePath('storageclasses'), {signal});
  const classes = found.map((object) => storageClassSchema.parse(object));
  const chosen = defaultClassOf(classes);
  const makesVolumes = classes.some(({metadata, provisioner}) => metadata.name === chosen && provisioner !== byHand);
  const byDefault = makesVolumes ? chosen : undefined;
  const names = classes.map(({metadata}) => metadata.name);
  return {byDefault, others: names.filter((name) => name !== byDefault).sort()};
}
