import {reasonOf, type CelCondition} from './cel-of-rules.ts';
import {managedPlacement} from '#src/kinds/fields/reasons.ts';
import {volumeSources} from '#src/kinds/pod/spec-fields/volume-fields.ts';

const requiredTerms = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
];
const preferredTerms = ['affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'];

/** What stands before a condition on the field at `path` below `at`, so that it holds where there is none. */
function guards(at: string, path: readonly string[]): string {
  return path.map((_, index) => `!has(${[at, ...path.slice(0, index + 1)].join('.')}) || `).join('');
}

function termKeys(term: string): string {
  return `!has(${term}.matchExpressions) || ${term}.matchExpressions.all(e, ${isKnownNodeKey('e.key')})`;
}

function isKnownNodeKey(key: string): string {
  const prefix = `${key}.split("/")[0]`;
  return `${key}.contains("/") && variables.domains.exists(d, ${prefix} == d || ${prefix}.endsWith("." + d))`;
}

/** Of the spec of Pods at `podSpec`: what `admit` makes of it. */
export function podConfinement(podSpec: string): CelCondition[] {
  const field = podSpec.replace('object.', '');
  const volumes = `${podSpec}.volumes`;
  const nodeAffinity = `${podSpec}.affinity.nodeAffinity`;
  const required = `${nodeAffinity}.requiredDuringSchedulingIgnoredDuringExecution`;
  const isOurNode = 'f.key == "metadata.name" && f.operator == "In" && f.values.all(n, n in variables.nodes)';
  const readOnlyRoots = (list: string): CelCondition => ({
    field: `${field}.${list}[].volumeMounts`,
    because: "the host's / must be read-only",
    expression: `!has(${podSpec}.${list}) || ${podSpec}.${list}.all(c, !has(c.volumeMounts) || c.volumeMounts.all(m, !(m.name in variables.roots) || (has(m.readOnly) && m.readOnly)))`,
  });
  const wholeHostVolumes = (list: string): CelCondition => ({
    field: `${field}.${list}[].volumeMounts[].subPath`,
    because: reasonOf('mountLeadsOut'),
    expression: `!has(${podSpec}.${list}) || ${podSpec}.${list}.all(c, !has(c.volumeMounts) || c.volumeMounts.all(m, !(m.name in variables.hostVolumes) || (!has(m.subPath) && !has(m.subPathExpr))))`,
  });
  const ofTerms = (what: string, path: readonly string[], items: string): CelCondition => ({
    field: `${field}.${what}`,
    because: "node labels must be the sandbox's own or the cluster's",
    expression: `${guards(podSpec, path)}${[podSpec, ...path].join('.')}.all(${items})`,
  });
  return [
    {
      field: `${field}.automountServiceAccountToken`,
      because: 'must be false',
      expression: `has(${podSpec}.automountServiceAccountToken)`,
    },
    {
      field: `${field}.volumes`,
      because: `${Object.keys(volumeSources).join(', ')} are all that there is`,
      expression: `!has(${volumes}) || ${volumes}.all(v, ${Object.keys(volumeSources)
        .map((source) => `has(v.${source})`)
        .join(' || ')})`,
    },
    {
      field: `${field}.volumes[].hostPath.path`,
      because: "must be one of the sandbox's folders",
      // a lab without folders of the node has no view of them all either
      expression: `!has(${volumes}) || ${volumes}.all(v, !has(v.hostPath) || variables.leaves.exists(l, v.hostPath.path == variables.folder || v.hostPath.path == variables.folder + l))`,
    },
    ofTerms('nodeSelector', ['nodeSelector'], `k, ${isKnownNodeKey('k')}`),
    ofTerms('affinity.nodeAffinity', requiredTerms, `t, ${termKeys('t')}`),
    ofTerms('affinity.nodeAffinity', preferredTerms, `p, !has(p.preference) || (${termKeys('p.preference')})`),
    {
      ...ofTerms('affinity.nodeAffinity', preferredTerms, 'p, !has(p.preference) || !has(p.preference.matchFields)'),
      because: reasonOf(managedPlacement),
    },
    readOnlyRoots('containers'),
    readOnlyRoots('initContainers'),
    wholeHostVolumes('containers'),
    wholeHostVolumes('initContainers'),
    {
      field: `${field}.affinity`,
      because: reasonOf(managedPlacement),
      expression: `has(${podSpec}.affinity) && has(${nodeAffinity}) && has(${required}) && size(${required}.nodeSelectorTerms) > 0 && ${required}.nodeSelectorTerms.all(t, has(t.matchFields) && size(t.matchFields) == 1 && t.matchFields.all(f, ${isOurNode}))`,
    },
  ];
}
