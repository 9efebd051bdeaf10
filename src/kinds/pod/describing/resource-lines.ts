import {sortedEntries} from '#src/kinds/describing/metadata-lines.ts';
import type {Amounts, Resources} from '../pod-spec.ts';

/** `Limits:` and `Requests:` of a container or a Pod, what is in them two spaces further in. */
export function resourceLines({limits, requests}: Resources, indent: string): readonly string[] {
  return [...amountLines('Limits', limits, indent), ...amountLines('Requests', requests, indent)];
}

/** Amounts by their names, sorted, below a title; none without any. */
export function amountLines(title: string, amounts: Amounts | null | undefined, indent: string): readonly string[] {
  const entries = sortedEntries(amounts);
  if (entries.length === 0) return [];
  return [`${indent}${title}:`, ...entries.map(([name, amount]) => `${indent}  ${name}:\t${amount}`)];
}
