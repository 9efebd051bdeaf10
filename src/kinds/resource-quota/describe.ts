import {alignTabs} from '../describing/align-tabs.ts';
import {nameLines} from '../describing/metadata-lines.ts';
import {meaningOfScope} from './scopes.ts';
import {resourceQuotaSchema, type ResourceQuota} from './schema.ts';

/** What `kubectl describe resourcequota` prints of one. */
export function describeResourceQuota(object: unknown): string {
  const quota = resourceQuotaSchema.parse(object);
  return alignTabs([...nameLines(quota), ...usageLines(quota, {bullet: ' * ', rule: '--------\t----\t----'})]);
}

/** What `kubectl describe namespace` prints of the quotas in it. */
export function quotaLines(objects: readonly unknown[]): readonly string[] {
  if (objects.length === 0) return ['No resource quota.'];
  const quotas = objects
    .map((object) => resourceQuotaSchema.parse(object))
    .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
  const lines = quotas.flatMap((quota) =>
    [`Name:\t${quota.metadata.name}`].concat(usageLines(quota, {bullet: '* ', rule: '--------\t---\t---'})),
  );
  return ['Resource Quotas', ...lines.map((line) => `  ${line}`)];
}

function scopeLines({spec}: ResourceQuota, bullet: string): readonly string[] {
  const scopes = [...(spec.scopes ?? [])].sort();
  if (scopes.length === 0) return [];
  const meanings = scopes.flatMap((scope) => meaningOfScope(scope) ?? []);
  return [`Scopes:\t${scopes.join(', ')}`, ...meanings.map((meaning) => `${bullet}${meaning}`)];
}

function usageLines(quota: ResourceQuota, {bullet, rule}: {bullet: string; rule: string}): readonly string[] {
  const {hard, used} = quota.status;
  const amounts = Object.keys(hard)
    .sort()
    .map((name) => `${name}\t${used[name] ?? '0'}\t${hard[name]}`);
  return [...scopeLines(quota, bullet), 'Resource\tUsed\tHard', rule, ...amounts];
}
