import {readFile} from 'node:fs/promises';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import {isConfidential} from '#src/operations/confidential.ts';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {withVerbTable} from '#src/operations/kubectl/verb-table.ts';
import {isOfNamespace, manifestSources, operationSchema, shorten, type Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const asNobody = (): never => {
  throw new Error('it asks the cluster nothing');
};

/** What Labrador does with the verb `ponder`, which it does not have: a scratch copy of it does. */
export async function knownOfPonder() {
  const {line, operation} = parseKubectl('ponder pod/web --times=3', {files: new Map()});
  const names = (type: string): string[] => (type === 'pods' ? ['web'] : []);
  const suggest = (partial: string): string[] => suggestKubectl(partial, {files: new Map(), names});
  const page = withVerbTable(await readFile('docs/learners.md', 'utf8'));
  return {
    line,
    stored: operationSchema.parse(JSON.parse(JSON.stringify(operation))),
    isReadOnly: isReadOnly(operation),
    isConfidential: ['ponder pod/web', 'ponder pod/mine'].map((typed) =>
      isConfidential(parseKubectl(typed, {files: new Map()}).operation),
    ),
    isOfNamespace: isOfNamespace(operation),
    manifests: manifestSources(operation),
    shown: shorten(operation),
    offered: [...suggest('pon'), ...suggest('ponder pod/web --t')],
    taught: page.split('\n').filter((row) => row.includes('ponder')),
    outcome: await runAlone(operation),
  };
}

async function runAlone(operation: Operation): Promise<Outcome> {
  const identities = {system: asNobody, learner: asNobody};
  const {signal} = new AbortController();
  return runOperation(operation, unattended({sandbox: sandboxSpec(), identities, signal}));
}
