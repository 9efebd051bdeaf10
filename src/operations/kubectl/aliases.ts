/** Types by the letters that they have in the aliases of kubectl that many have in their shells, the longest first. */
const types: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'cm:configmap cj:cronjob ds:daemonset ev:events hpa:hpa ing:ingress no:nodes ns:namespaces po:pods pvc:pvc rs:rs',
    'sa:sa sec:secret ss:sts sts:sts svc:svc a:all d:deployment e:events i:ingress j:job p:pods s:svc',
  ]
    .flatMap((pairs) => pairs.split(' '))
    .map((pair) => pair.split(':')),
);
const verbs: Readonly<Record<string, string>> = {g: 'get', d: 'describe', del: 'delete', rm: 'delete'};
const ends: Readonly<Record<string, readonly string[]>> = {
  w: ['--watch'],
  wide: ['-o', 'wide'],
  a: ['-A'],
  all: ['-A'],
};
const whole: Readonly<Record<string, readonly string[]>> = {
  ka: ['apply'],
  kaf: ['apply', '-f'],
  kdelf: ['delete', '-f'],
  kdf: ['describe', '-f'],
  kl: ['logs'],
  klf: ['logs', '-f'],
  ke: ['edit'],
  kex: ['exec', '-it'],
  keti: ['exec', '-it'],
  kpf: ['port-forward'],
  krun: ['run'],
  krh: ['rollout', 'history'],
  krs: ['rollout', 'status'],
  kru: ['rollout', 'undo'],
  ksd: ['scale', 'deployment'],
  kcgc: ['config', 'get-contexts'],
  kccc: ['config', 'current-context'],
};
const alternatives = (of: object): string => Object.keys(of).join('|');
const alias = new RegExp(
  `^k(?<verb>${alternatives(verbs)})(?<type>${alternatives(types)})?(?<end>${alternatives(ends)})?$`,
  'u',
);

/** The words that stand for an alias such as `kgp` or `kaf`, as sets of them that are widely used have it; undefined for any other. */
export function aliasOf(name: string): readonly string[] | undefined {
  if (Object.hasOwn(whole, name)) return whole[name];
  const {verb = '', type = '', end = ''} = alias.exec(name)?.groups ?? {};
  const known = verbs[verb];
  return known === undefined ? undefined : [known, ...(type === '' ? [] : [types[type] ?? type]), ...(ends[end] ?? [])];
}
