import {alignTabs} from '../describing/align-tabs.ts';
import {nameLines} from '../describing/metadata-lines.ts';
import {limitRangeSchema, type LimitRange} from './schema.ts';

const titles = 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio';
const rule = '----\t--------\t---\t---\t---------------\t-------------\t-----------------------';

/** What `kubectl describe limitrange` prints of one. */
export function describeLimitRange(object: unknown): string {
  const range = limitRangeSchema.parse(object);
  return alignTabs([...nameLines(range), titles, rule, ...limitLines(range)]);
}

/** What `kubectl describe namespace` prints of those in it. */
export function limitRangeLines(objects: readonly unknown[]): readonly string[] {
  if (objects.length === 0) return ['No LimitRange resource.'];
  const lines = objects.flatMap((object) => limitLines(limitRangeSchema.parse(object)));
  return ['Resource Limits', ...[titles, rule, ...lines].map((line) => ` ${line}`)];
}

function limitLines({spec}: LimitRange): readonly string[] {
  return (spec.limits ?? []).flatMap((limit) => {
    const columns = [limit.min, limit.max, limit.defaultRequest, limit.default, limit.maxLimitRequestRatio];
    const resources = [...new Set(columns.flatMap((amounts) => Object.keys(amounts)))].sort();
    return resources.map((name) => [limit.type, name, ...columns.map((amounts) => amounts[name] ?? '-')].join('\t'));
  });
}
