import type {Finding} from '#src/workshop/finding.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {storageClassNames} from '#src/cluster/api/storage-class-names.ts';
import {unlessUnanswered} from './unanswered.ts';
import {words} from '#src/words/words.ts';

/** Whether the cluster makes volumes for claims, for a lab that has some: without a default class none may be made. */
export async function diagnoseStorage(identities: Identities, signal: AbortSignal): Promise<Finding> {
  const name = words().upkeep.checks.names.storage;
  return unlessUnanswered(name, signal, async () => {
    const {storage} = words().doctor;
    const {byDefault} = await storageClassNames(identities.system('watcher'), signal);
    if (byDefault !== undefined) return {name, state: 'passed', said: storage.passed({class: byDefault})};
    return {name, state: 'failed', said: storage.none, next: storage.noneNext};
  });
}
