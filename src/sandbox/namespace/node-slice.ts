import {isJsonList, isJsonObject, omitKeys, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

/**
 * A Pod's affinity, narrowed to the nodes of a slice: every required term of the learner's once for every node. The
 * API server takes one name a term, and terms are ORed.
 * @throws Error when the slice is empty: that would let a Pod run anywhere.
 */
export function withSlice(affinity: JsonObject, nodes: readonly string[]): JsonObject {
  if (nodes.length === 0) throw new Error('a sandbox without nodes');
  const nodeAffinity = isJsonObject(affinity['nodeAffinity']) ? affinity['nodeAffinity'] : {};
  const terms = requiredTerms(affinity) ?? [{}];
  const narrowed = terms.flatMap((term) => nodes.map((node) => ({...term, matchFields: matchName(node)})));
  return {...affinity, nodeAffinity: {...nodeAffinity, [required]: {nodeSelectorTerms: narrowed}}};
}

/** The affinity as it was before `withSlice`; what is not exactly of that make is left alone. */
export function withoutSlice(affinity: JsonObject, nodes: readonly string[]): JsonObject {
  const terms = requiredTerms(affinity);
  const nodeAffinity = affinity['nodeAffinity'];
  if (terms === undefined || !isJsonObject(nodeAffinity) || !isNarrowed(terms, nodes)) return affinity;
  const learnerTerms = terms
    .filter((_, index) => index % nodes.length === 0)
    .map((term) => omitKeys(term, ['matchFields']))
    .filter((term) => Object.keys(term).length > 0);
  if (learnerTerms.length > 0) {
    return {...affinity, nodeAffinity: {...nodeAffinity, [required]: {nodeSelectorTerms: learnerTerms}}};
  }
  const rest = omitKeys(nodeAffinity, [required]);
  return Object.keys(rest).length > 0 ? {...affinity, nodeAffinity: rest} : omitKeys(affinity, ['nodeAffinity']);
}

function requiredTerms(affinity: JsonObject): readonly JsonObject[] | undefined {
  const nodeAffinity = affinity['nodeAffinity'];
  const selector = isJsonObject(nodeAffinity) ? nodeAffinity[required] : undefined;
  const terms = isJsonObject(selector) ? selector['nodeSelectorTerms'] : undefined;
  return isJsonList(terms) ? terms.filter(isJsonObject) : undefined;
}

function isNarrowed(terms: readonly JsonObject[], nodes: readonly string[]): boolean {
  if (terms.length === 0 || nodes.length === 0 || terms.length % nodes.length !== 0) return false;
  return terms.every((term, index) => {
    const place = index % nodes.length;
    const first = terms[index - place] ?? {};
    const isSameTerm = isEqual(omitKeys(term, ['matchFields']), omitKeys(first, ['matchFields']));
    return isSameTerm && isNameMatch(term['matchFields'], nodes[place] ?? '');
  });
}

function isNameMatch(matchFields: JsonValue | undefined, node: string): boolean {
  if (!isJsonList(matchFields) || matchFields.length !== 1) return false;
  const match = matchFields[0];
  if (!isJsonObject(match) || match['key'] !== 'metadata.name' || match['operator'] !== 'In') return false;
  return isJsonList(match['values']) && match['values'].length === 1 && match['values'][0] === node;
}

function matchName(node: string): JsonValue {
  return [{key: 'metadata.name', operator: 'In', values: [node]}];
}

function isEqual(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
