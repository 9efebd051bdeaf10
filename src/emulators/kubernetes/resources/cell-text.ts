import type {LabelSelector} from '../objects/kube-object.ts';
import type {Container} from '../objects/pod.ts';

/** `a=b,c=d`, or `<none>`. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const parts = Object.keys(labels ?? {})
    .sort()
    .map((key) => `${key}=${labels?.[key]}`);
  return parts.length === 0 ? '<none>' : parts.join(',');
}

/** A selector as `-o wide` shows it: `app=nginx,tier in (a,b)`. */
export function formatSelector(selector: LabelSelector | undefined): string {
  const expressions = (selector?.matchExpressions ?? []).map(({key, operator, values = []}) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  const labels = formatLabels(selector?.matchLabels);
  const parts = [...(labels === '<none>' ? [] : [labels]), ...expressions];
  return parts.length === 0 ? '<none>' : parts.join(',');
}

/** The Containers and Images cells. */
export function containerCells(containers: readonly Container[]): [string, string] {
  return [containers.map(({name}) => name).join(','), containers.map(({image}) => image).join(',')];
}
