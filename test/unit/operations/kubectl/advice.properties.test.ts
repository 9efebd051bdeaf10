import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {commands} from '#commands/index.ts';
import {resourceTypes} from '#src/kinds/resource-types.ts';
import {parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import {otherVerbNames} from '#src/operations/kubectl/other-verbs.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {PlayableOperation} from '#src/operations/operation.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {kubectlLine, meantLine} from './kubectl-lines.ts';
import {files} from './lab.ts';

/** What is done; what its text goes through stands around it. */
const read = (line: string): PlayableOperation => {
  const {filters: _filters, ...operation} = parseKubectl(line, {files}).operation;
  return operation;
};
const readOrNot = (line: string): PlayableOperation | undefined => unlessRefused(() => read(line));

/** What is said to be done next; empty for a line that is understood. */
function nextAfter(line: string): string {
  let said = '';
  unlessRefused(
    () => read(line),
    ({next}) => {
      said = next ?? '';
    },
  );
  return said;
}

/** What is done at the end by who types the line, and where it is refused the line that is offered. */
function done(line: string): PlayableOperation | string {
  const next = nextAfter(line);
  const offered = /(?:Type|see what there is|such as): (kubectl [^]*)$/u.exec(next)?.[1];
  return next === '' ? (readOrNot(line) ?? next) : offered === undefined ? next : read(offered);
}

/** Without what was only taken to be told that it does nothing, and without where it is done. */
function plain(read: (PlayableOperation & {inNamespace?: string}) | string): PlayableOperation | string {
  if (typeof read === 'string') return read;
  const {inNamespace: _inNamespace, ...operation} = read;
  if (operation.kind !== 'apply' && !('printing' in operation)) return operation;
  if (operation.kind === 'apply' && operation.trial !== undefined) {
    const {trial} = operation;
    return {...operation, trial: {...trial, printing: {...trial.printing, ignored: []}}};
  }
  const {dryRun = 'none', output} = operation.printing ?? {};
  return {...operation, printing: {dryRun, ...(output === undefined ? {} : {output}), ignored: []}};
}

const between = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const prefix = between(
  '',
  'kubectl ',
  'k ',
  'K ',
  '$ kubectl ',
  '> kubectl ',
  '% k ',
  'root@node:~# kubectl ',
  'PS C:\\> kubectl ',
  '[me@host ~]$ kubectl ',
  'sudo ',
  'sudo kubectl ',
  'sudo -E k ',
  'time kubectl ',
  'env A=b kubectl ',
  'KUBECONFIG=x kubectl ',
  '/usr/local/bin/kubectl ',
  'kubectl.exe ',
  'minikube kubectl -- ',
  '/kubectl ',
  '/kubectl command:',
  'kubeclt ',
  'kubctl ',
  'kuebctl ',
  'kubectll ',
  'sleep 3; kubectl ',
  'cd labs && kubectl ',
  'export A=b\nkubectl ',
  'kubectl -n web ',
  'kubectl --context=x ',
);
const suffix = between(
  '',
  ' | grep x',
  '|less',
  ' > file.txt',
  ' 2>/dev/null',
  ' 2>&1',
  ' &',
  ' ;',
  ' && echo ok',
  ' || true',
  ' # a comment',
  '\necho done',
  ' -n kube-system',
  ' --namespace=web',
  ' --context x',
  ' --record',
  ' -v=6',
  ' --request-timeout 5s',
  ' --namespce=web',
  ' -nweb | grep x | head -1',
  ' --kubeconfig ~/.kube/config | less',
);

/** A verb with a slip of the keyboard. */
const slip = (verb: string, at: number): string => {
  const from = 1 + (at % (verb.length - 1));
  return verb.slice(0, from) + (verb[from + 1] ?? '') + (verb[from] ?? '') + verb.slice(from + 2);
};

describe(`advice on any text, ${propertyRunsShown}`, () => {
  test('is a line that is understood, or no line', {timeout: propertyTimeoutMs}, () => {
    let advised = 0;
    fc.assert(
      fc.property(kubectlLine, prefix, suffix, (line, before, after) => {
        const typed = before + line + after;
        const next = nextAfter(typed);
        const offered = /: (kubectl [^]*)$/u.exec(next)?.[1];
        if (offered !== undefined) advised += 1;
        const slash = /Use \/(?<name>[\w-]+)(?: resource:(?<resource>.*))?/u.exec(next)?.groups;
        const {name = 'kubectl', resource = 'pod/web'} = slash ?? {};
        expect({typed, understood: offered === undefined || readOrNot(offered) !== undefined}).toEqual({
          typed,
          understood: true,
        });
        expect(commands.map(({definition}) => definition.name)).toContain(name);
        expect(parseEditTarget(resource)).toBeDefined();
      }),
      propertyRuns(20),
    );
    expect(advised).toBeGreaterThan(0);
  });

  test('means what the line meant without what stands around it', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(meantLine, prefix, suffix, (line, before, after) => {
        const meant = readOrNot(line);
        fc.pre(!line.includes('\n') && line.length < 500);
        // what stands behind a command is part of it, or of the shell's that runs there
        fc.pre(meant !== undefined && !line.includes(' -- '));
        // a second namespace takes the place of the first
        fc.pre(!line.includes('--namespace'));
        const typed = before + line + after;
        expect({typed, done: plain(done(typed))}).toEqual({typed, done: plain(meant ?? '')});
      }),
      propertyRuns(20),
    );
  });

  test('means the verb that was slipped in', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(meantLine, fc.nat(), prefix, (line, at, before) => {
        const [verb = '', ...rest] = line.split(' ');
        const meant = readOrNot(line);
        fc.pre(meant !== undefined && !line.includes('\n') && line.length < 500);
        const slipped = [slip(verb, at), ...rest].join(' ');
        fc.pre(slipped !== line);
        const typed = before + slipped;
        expect({typed, done: plain(done(typed))}).toEqual({typed, done: plain(meant ?? '')});
      }),
      propertyRuns(8),
    );
  });

  test('means a verb that has grown together with what is beside it', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(meantLine, between('kubectl', 'kubectl-', 'kubectl_', 'kubectl.', 'Kubectl'), (line, grown) => {
        const meant = readOrNot(line);
        fc.pre(meant !== undefined && !line.includes('\n') && line.length < 500 && /^[a-z]+ /u.test(line));
        const typed = grown + line;
        expect({typed, done: plain(done(typed))}).toEqual({typed, done: plain(meant ?? '')});
      }),
      propertyRuns(8),
    );
  });

  test('means a type without its verb, or with a hyphen to it', () => {
    for (const type of resourceTypes) {
      for (const name of [type.plural, type.singular, ...type.shortNames]) {
        const meant = plain(done(`get ${name}`));
        for (const typed of [name, `kubectl ${name}`, `get-${name}`, `kubectl get-${name}`]) {
          // a word with a meaning of its own, such as `events` and `ns`, is taken for that
          if (readOrNot(typed) !== undefined || otherVerbNames.includes(typed.replace('kubectl ', ''))) continue;
          expect({typed, done: plain(done(typed))}).toEqual({typed, done: meant});
        }
      }
    }
  });
});
