import {describe, expect, it} from 'vitest';
import {filterOutcome} from '#src/operations/filters/filter-outcome.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationSchema} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';

const read = (line: string) => parseKubectl(line, {files: new Map()});
const filtered = (outcome: Outcome, pipe: string) =>
  filterOutcome(outcome, read(`get pods ${pipe}`).operation.filters ?? []);

describe('what stands behind a |', () => {
  it('goes with its operation as it is stored, and with its line as it is shown', () => {
    const {line, operation} = read('get pods|grep -i web | head -2');
    expect(line).toBe('kubectl get pods | grep -i web | head -2');
    expect(operationSchema.parse(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
    expect(operation.filters?.map(({kind}) => kind)).toEqual(['grep', 'head']);
  });

  it('is the container’s own within the quotes of sh -c', () => {
    expect(read("exec web -- sh -c 'ls | grep x'").operation).not.toHaveProperty('filters');
    expect(read('exec web -- ls | grep x').operation).toMatchObject({command: ['ls'], filters: [{kind: 'grep'}]});
  });

  it('makes plain text of a list and of a card', () => {
    const outcome: Outcome = {kind: 'done', text: 'NAME\nweb', short: '● web', notes: ['said'], card: {}};
    expect(filtered(outcome, '| grep web')).toEqual({kind: 'done', text: 'web', notes: ['said']});
  });

  it('does not read what kubectl says beside its output', () => {
    const none: Outcome = {kind: 'done', text: 'No resources found', isAside: true, notes: []};
    expect(filtered(none, '| grep web')).toMatchObject({text: 'No resources found'});
    const failed: Outcome = {kind: 'failed', code: 'NotFound', message: 'web not found', text: 'a\nb', notes: []};
    expect(filtered(failed, '| grep b')).toMatchObject({message: 'web not found', text: 'b'});
  });

  it('counts a last line that has no end as wc does', () => {
    expect(filtered({kind: 'done', text: 'a', notes: []}, '| wc -l')).toMatchObject({text: '1'});
    expect(filtered({kind: 'done', text: 'a', isUnended: true, notes: []}, '| wc -l')).toMatchObject({text: '0'});
  });

  it('says that a pager was left out', () => {
    expect(filtered({kind: 'done', text: 'a', notes: []}, '| less')).toMatchObject({
      text: 'a',
      notes: [expect.stringContaining('less')],
    });
  });
});
