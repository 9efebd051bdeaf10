import type {LabelSelector} from '../objects/kube-object.ts';
import type {Container} from '../objects/pod.ts';

/** `a=b,c=d`, or `<none>`, in the order of the whole texts: `a-b=` is before `a=`. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const parts = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? '<none>' : parts.sort().join(',');
}

/** A selector as `-o wide` shows it, in the order of its keys: `app=nginx,tier in (a,b)`. */
export function formatSelector(selector: LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({key, text: `${key}=${value}`}));
  const expressions = (selector?.matchExpressions ?? []).map(({key, operator, values = []}) => {
    if (operator === 'Exists') return {key, text: key};
    if (operator === 'DoesNotExist') return {key, text: `!${key}`};
    return {key, text: `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`};
  });
  const parts = [...labels, ...expressions].sort((one, other) => (one.key < other.key ? -1 : 1));
  return parts.length === 0 ? '<none>' : parts.map(({text}) => text).join(',');
}

/** The Containers and Images cells. */
export function containerCells(containers: readonly Container[]): [string, string] {
  return [containers.map(({name}) => name).join(','), containers.map(({image}) => image).join(',')];
}
