import {supportedVerbs} from '#src/emulators/kubernetes/support.ts';
import type {Step, Theme} from './step.ts';

/** What metrics-server adds, which the cluster that is played on has not. */
const addOn = 'metrics.k8s.io/';

/** Every verb of every row of the support matrix, as `v1/pods/log get`. */
export const rows: readonly string[] = Object.entries(supportedVerbs)
  .filter(([row]) => !row.startsWith(addOn))
  .flatMap(([row, verbs]) => verbs.split(' ').map((verb) => `${row} ${verb}`));

const groupVersion = /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+\/v\d\w*))\/(?<rest>[^?]+)(?<query>\?.*)?$/;
const partsOfNamespace = new Set(['status', 'finalize']);

/** The rows of the support matrix that a step asks for by right, as `v1/pods/log get`. */
export function rowsOf(step: Step): string[] {
  const named = step.covers ?? [];
  // Somebody else's request is there to be refused.
  if (step.kind !== 'request' || step.as !== undefined) return [...named];
  const {core, group, rest, query = ''} = groupVersion.exec(step.path)?.groups ?? {};
  if (rest === undefined) return [...named];
  const words = rest.split('/').filter((word) => word !== '');
  const isInNamespace = words[0] === 'namespaces' && words[2] !== undefined && !partsOfNamespace.has(words[2]);
  const [type, name, part] = isInNamespace ? words.slice(2) : words;
  const row = [core ?? group, type, part].filter((word) => word !== undefined).join('/');
  return [
    ...named,
    `${row} ${verbOf(step.method, {isOne: name !== undefined, isWatch: query.includes('watch=true')})}`,
  ];
}

function verbOf(method: string, {isOne, isWatch}: {isOne: boolean; isWatch: boolean}): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return isOne ? 'delete' : 'deletecollection';
    default:
      if (isWatch) return 'watch';
      return isOne ? 'get' : 'list';
  }
}

/** The rows that no step of these themes asks for. */
export function missingRows(themes: readonly Theme[]): string[] {
  const asked = new Set(
    themes.flatMap(({steps}) =>
      steps.flatMap((step) => (step.kind === 'settle' || step.kind === 'silent' ? [] : rowsOf(step))),
    ),
  );
  return rows.filter((row) => !asked.has(row));
}
