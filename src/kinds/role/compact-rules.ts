import type {PolicyRule} from './schema.ts';

type Rule = Pick<PolicyRule, 'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs'>;

/** Rules as kubectl shows them: one for each group, resource and name, or path, with all verbs that are given of it, sorted. */
export function compactRules(rules: readonly PolicyRule[]): readonly Rule[] {
  const simple = new Map<string, Rule>();
  const ofPaths: Rule[] = [];
  for (const rule of rules.flatMap(brokenDown)) {
    if (rule.nonResourceURLs.length > 0) {
      ofPaths.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const before = simple.get(key);
    simple.set(key, before === undefined ? rule : {...rule, verbs: [...new Set([...before.verbs, ...rule.verbs])]});
  }
  return [...ofPaths, ...simple.values()]
    .map((rule) => ({rule, text: textOf(rule)}))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .map(({rule}) => rule);
}

/** One rule for each verb of each of what a rule is about. */
function brokenDown({verbs, apiGroups, resources, resourceNames, nonResourceURLs}: PolicyRule): Rule[] {
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map((name) => [name]);
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        names.map((resourceNames) => ({
          verbs: [verb],
          apiGroups: [group],
          resources: [resource],
          resourceNames,
          nonResourceURLs: [],
        })),
      ),
    ),
  );
  const ofPaths = nonResourceURLs.flatMap((url) =>
    verbs.map((verb) => ({verbs: [verb], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url]})),
  );
  return [...ofResources, ...ofPaths];
}

export const goList = (texts: readonly string[]): string => `[${texts.join(' ')}]`;

/** As Go writes the rule, by which kubectl sorts. */
function textOf({verbs, apiGroups, resources, resourceNames, nonResourceURLs}: Rule): string {
  return [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map(goList).join(',');
}

/** `pods`, `deployments.apps`, `pods/log`. */
export function resourceText({resources: [resource], apiGroups: [group = '']}: Rule): string {
  if (resource === undefined) return '';
  const [type = '', ...sub] = resource.split('/');
  return [group === '' ? type : `${type}.${group}`, ...(sub.length === 0 ? [] : [sub.join('/')])].join('/');
}
