import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import type {TopologySpreadConstraint} from '../pod-spec.ts';

/** `Topology Spread Constraints:`, sorted by what they spread over; none without any. */
export function topologySpreadLines(
  constraints: readonly TopologySpreadConstraint[] | null | undefined,
  indent: string,
): readonly string[] {
  const sorted = (constraints ?? []).toSorted((one, other) =>
    one.topologyKey === other.topologyKey ? 0 : one.topologyKey < other.topologyKey ? -1 : 1,
  );
  return sorted.map((constraint, index) => {
    const title = index === 0 ? 'Topology Spread Constraints:' : '';
    return `${indent}${title}\t${constraintText(constraint)}`;
  });
}

function constraintText({topologyKey, whenUnsatisfiable, maxSkew, labelSelector}: TopologySpreadConstraint): string {
  const selector = labelSelector ? ` for selector ${labelSelectorText(labelSelector) || '<none>'}` : '';
  return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}`;
}
