import * as fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {repairWindowsNotation} from '#src/operations/kubectl/windows-notation.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';

const patch = {spec: {updateStrategy: {type: 'RollingUpdate', note: ''}}};

describe('what was copied from a Windows console', () => {
  it.each([
    [String.raw`apply -f labs\web\specs`, 'apply -f labs/web/specs'],
    [String.raw`apply --filename=specs\web.yaml -f a\b`, 'apply --filename=specs/web.yaml -f a/b'],
    [String.raw`create configmap web --from-file=specs\web.conf`, 'create configmap web --from-file=specs/web.conf'],
    [`patch sts web -p '{""spec"":{""a"":""""}}'`, `patch sts web -p '{"spec":{"a":""}}'`],
    [String.raw`patch sts web -p '[{\"op\":\"remove\"}]'`, `patch sts web -p '[{"op":"remove"}]'`],
  ])('is mended: %s', (typed, meant) => {
    expect(repairWindowsNotation(typed)).toBe(meant);
  });

  it('is shown as it is understood', () => {
    const {line, operation} = parseKubectl(`patch sts web -p '{""spec"":{""replicas"":2}}'`, {files: new Map()});
    expect(line).toBe(`kubectl patch sts web -p '{"spec":{"replicas":2}}'`);
    expect(operation).toMatchObject({kind: 'patch', change: {patch: {spec: {replicas: 2}}}});
  });

  it.each([
    'apply -f web.yaml \\\n  --dry-run=client',
    'apply -f specs\\\n/web.yaml',
    String.raw`exec web -- grep -f a\b\c /x`.replace('-f a', '-e a'),
    `get pods -o jsonpath='{.items[*].metadata.name}{"\\n"}'`,
    `exec web -- sh -c '[ "" = "" ] && echo ""'`,
    `run web --overrides='{"spec":{"a":""}}'`,
  ])('and nothing else is: %j', (line) => {
    expect(repairWindowsNotation(line)).toBe(line);
  });
});

test(`JSON says the same in either notation, ${propertyRunsShown}`, () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(patch))), (value) => {
      const json = JSON.stringify(value);
      fc.pre(!json.includes("'") && !json.includes('\\'));
      const typed = repairWindowsNotation(`patch x -p '${json.replaceAll('"', '""')}'`);
      expect(typed).toBe(`patch x -p '${json}'`);
      expect(repairWindowsNotation(typed)).toBe(typed);
    }),
    propertyRuns(0.1),
  );
});
