import type {Finding} from '#src/workshop/finding.ts';
import {installCommand} from '#src/cluster/api/cluster-access.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {ingressClassSchema} from '#src/kinds/ingress-class/schema.ts';
import {ownController, ownIngressClass} from '#src/kinds/ingress/own-class.ts';
import {unlessUnanswered} from './unanswered.ts';
import {words} from '#src/words/words.ts';

/** Whether the class of learners' Ingresses is ours: another controller's would take up the hosts that they write. */
export async function diagnoseIngressClass(identities: Identities, signal: AbortSignal): Promise<Finding> {
  const name = words().upkeep.checks.names.ingressClass;
  return unlessUnanswered(name, signal, async () => {
    const {ingressClass: said} = words().doctor;
    const path = resourcePath('ingressclasses', undefined, ownIngressClass);
    const watcher = identities.system('watcher');
    const how = installCommand[watcher.server.letInBy];
    const found = await readOrNothing(watcher, path, signal);
    if (found === undefined) return {name, state: 'warning', said: said.none, next: said.install({how})};
    const {controller} = ingressClassSchema.parse(found).spec;
    if (controller === ownController) return {name, state: 'passed', said: said.passed};
    return {name, state: 'failed', said: said.foreign({controller}), next: said.removeIt({how})};
  });
}
