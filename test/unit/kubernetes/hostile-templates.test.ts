import {describe, expect, it} from 'vitest';
import {printGoTemplate} from '#src/kubernetes/go-template/print-go-template.ts';
import {printJsonPath} from '#src/kubernetes/json-path/print-json-path.ts';
import type {JsonValue} from '#src/kubernetes/json.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {printCustomColumns} from '#src/views/table/print-custom-columns.ts';
import {cpuMs} from '#test/support/cpu-ms.ts';

const nested = (depth: number): JsonValue =>
  depth === 0 ? 'x'.repeat(50) : {a: nested(depth - 1), b: [nested(depth - 1)]};
const object = {apiVersion: 'v1', items: Array.from({length: 20}, () => nested(6))};
const repeated = (text: string): string => text.repeat(Math.floor(1_900 / text.length));

function length(print: () => string): number {
  try {
    return print().length;
  } catch (error) {
    if (error instanceof NotValid) return 0;
    throw error;
  }
}

describe('a template that asks for far too much', () => {
  it.each([
    ['JSONPath', () => printJsonPath(repeated('{..}'), object, {asJson: false})],
    ['JSONPath as JSON', () => printJsonPath(`{${repeated('..a')}}`, object, {asJson: true})],
    ['of everything as JSON', () => printJsonPath('{..}', object, {asJson: true})],
    ['of unions', () => printJsonPath(`{.items${repeated('[*,*,*]')}}`, object, {asJson: false})],
    ['of ranges', () => printJsonPath(repeated('{range ..}'), object, {asJson: false})],
    ['of brackets', () => printJsonPath(repeated('{[?('), object, {asJson: false})],
    ['Go', () => printGoTemplate(`{{$x := print .}}${repeated('{{$x = print $x $x}}')}{{$x}}`, object)],
    [
      'Go with loops',
      () => printGoTemplate(repeated('{{range .items}}{{range $}}').slice(0, 300) + '{{end}}'.repeat(22), object),
    ],
    ['Go with braces', () => printGoTemplate(repeated('{{"'), object)],
    [
      'columns',
      () =>
        printCustomColumns([object, object], {
          columns: Array.from({length: 400}, () => ({header: 'A', path: '{...}'})),
          noHeaders: false,
        }),
    ],
  ] as const)('is cut or refused soon: %s', (_, print) => {
    const spent = cpuMs(() => expect(length(print)).toBeLessThan(4 * 1024 * 1024));
    expect(spent).toBeLessThan(5_000);
  });

  it('finds nothing that no object has of its own', () => {
    for (const path of ['{.constructor}', '{.__proto__}', '{.items.length}', "{['toString']}"]) {
      expect(printJsonPath(path, object, {asJson: false})).toBe('');
    }
    expect(printGoTemplate('{{.constructor}}{{.__proto__}}', object)).toBe('<no value><no value>');
  });
});
