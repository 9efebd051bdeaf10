import {expect, test} from 'vitest';
import {z} from 'zod';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {verbNames} from '#src/operations/kubectl/verbs.ts';
import {files} from './lab.ts';

const said = (line: string): unknown => parseKubectl(line, {files}).operation;

test.each(verbNames)('%s says what it takes, however it is asked', (verb) => {
  const text = expect.stringContaining(`kubectl ${verb}`);
  expect(said(`${verb} --help`)).toEqual({kind: 'print', text});
  expect(said(`${verb} pods/web --help`)).toEqual(said(`${verb} --help`));
  expect(said(`${verb} -h`)).toEqual(said(`${verb} --help`));
  expect(said(`help ${verb}`)).toEqual(said(`${verb} --help`));
});

test('what a container is asked is no question about the verb', () => {
  expect(said('exec web -- ls --help')).toMatchObject({kind: 'exec', command: ['ls', '--help']});
});

test.each(['help', 'kubectl --help', '-h', 'kubectl options'])('%s lists all verbs', (line) => {
  const {kind, text} = z.object({kind: z.literal('print'), text: z.string()}).parse(said(line));
  expect(kind).toBe('print');
  for (const verb of verbNames) expect(text).toContain(`\n  ${verb} `);
});
