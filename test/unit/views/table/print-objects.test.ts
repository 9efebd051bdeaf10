import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {printJson, printYaml} from '#src/views/table/print-objects.ts';

const golden = (name: string): string => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
const configMap = {type: 'configmaps', object: JSON.parse(golden('configmap.json'))} as const;

describe('printing objects', () => {
  it('writes the YAML that kubectl wrote for texts that are hard to quote, fold and sort', () => {
    expect(printYaml([configMap], {isList: false})).toBe(golden('configmap.yaml.txt'));
  });

  it('writes the JSON that kubectl wrote for the same object', () => {
    expect(printJson([configMap], {isList: false})).toBe(golden('configmap.json.txt'));
  });

  it('leaves managed fields out and gives items of a list their kind', () => {
    const object = {metadata: {name: 'nginx', managedFields: [{manager: 'kubectl'}]}, spec: {a: [], b: {}, c: null}};
    expect(printYaml([{type: 'daemonsets', object}], {isList: true})).toBe(
      [
        'apiVersion: v1',
        'items:',
        '- apiVersion: apps/v1',
        '  kind: DaemonSet',
        '  metadata:',
        '    name: nginx',
        '  spec:',
        '    a: []',
        '    b: {}',
        '    c: null',
        'kind: List',
        'metadata:',
        '  resourceVersion: ""',
        '',
      ].join('\n'),
    );
  });

  it('nests sequences without indenting them under their key', () => {
    const object = {spec: {command: ['sh', '-c', 'echo\nls\n'], matrix: [[1, 2], []], ports: [{port: 80, name: 'x'}]}};
    expect(printYaml([{type: 'pods', object}], {isList: false})).toBe(
      [
        'apiVersion: v1',
        'kind: Pod',
        'spec:',
        '  command:',
        '  - sh',
        '  - -c',
        '  - |',
        '    echo',
        '    ls',
        '  matrix:',
        '  - - 1',
        '    - 2',
        '  - []',
        '  ports:',
        '  - name: x',
        '    port: 80',
        '',
      ].join('\n'),
    );
  });

  it('prints an empty list for nothing', () => {
    expect(printJson([], {isList: true})).toBe(
      '{\n    "apiVersion": "v1",\n    "items": [],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n',
    );
  });
});
