import {describe, expect, it} from 'vitest';
import {heatMap, type CellKind, type HeatMap} from '#src/views/channel/heat-map.ts';
import type {ClassMember} from '#src/workshop/class-member.ts';
import {startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';
import {memberOf, stepsOf, type MemberParts} from './learners.ts';

const lab = stepsOf('Run a Pod', 'Break it', 'Clean up');
const mapOf = (members: readonly ClassMember[], seconds = 0): HeatMap =>
  heatMap(lab, members, startedAt + seconds * 1_000);

/** The cells as they stand, row by row. */
function gridOf({cells}: HeatMap): CellKind[][] {
  const rows = Map.groupBy(
    cells.toSorted((a, b) => a.y - b.y || a.x - b.x),
    ({y}) => y,
  );
  return [...rows.values()].map((row) => row.map(({kind}) => kind));
}

describe('the picture of a class', () => {
  it.for([
    ['has just joined', {}, 0, ['here', 'open', 'open']],
    ['is on the second step', {passed: {s1: 0}, current: 's2', begun: {s2: 0}}, 9, ['passed', 'here', 'open']],
    ['is stuck there', {passed: {s1: 0}, current: 's2', begun: {s2: 0}}, 300, ['passed', 'stuck', 'open']],
    ['was shown how', {passed: {s1: 0}, current: 's2', solutions: ['s1']}, 9, ['shown', 'here', 'open']],
    ['went on without passing', {current: 's3', begun: {s3: 0}}, 9, ['open', 'open', 'here']],
    ['has finished', {passed: {s1: 0, s2: 0, s3: 0}}, 900, ['passed', 'passed', 'passed']],
  ] as const)('shows who %s', ([, parts, seconds, expected]) => {
    expect(gridOf(mapOf([memberOf('Ada', parts)], seconds))).toEqual([expected]);
  });

  const classOf = (count: number): ClassMember[] =>
    Array.from({length: count}, (_, index) => {
      const kinds: MemberParts[] = [{}, {passed: {s1: 0}}, {passed: {s1: 0, s2: 0}}];
      return memberOf(`Learner ${index}`, kinds[index % 3]);
    });

  it.for([
    ['5 learners has a row with a name for each', 5, 5, true],
    ['30 learners has a row with a name for each', 30, 30, true],
    ['500 learners has a row for each step, and no names', 500, 3, false],
  ] as const)('of %s', ([, count, rows, isNamed]) => {
    const map = mapOf(classOf(count));
    const grid = gridOf(map);
    expect(grid).toHaveLength(rows);
    expect(map.cells).toHaveLength(count * 3);
    expect(map.labels.some(({text}) => text === 'Learner 1')).toBe(isNamed);
    for (const {x, y, width, height} of map.cells) {
      expect(width).toBeGreaterThan(0);
      expect(x + width).toBeLessThanOrEqual(map.width);
      expect(y + height).toBeLessThanOrEqual(map.height);
    }
    const passed = isNamed
      ? grid.map((row) => row.filter((kind) => kind === 'passed').length)
      : (grid[0] ?? []).map((_, x) => grid.filter((row) => row[x] === 'passed').length);
    expect(passed).toEqual(passed.toSorted((a, b) => b - a));
  });

  it('says in words what it shows', () => {
    expect(mapOf(classOf(30), 400).description).toBe(
      '30 learners by 3 steps; 0 finished the lab. Step 1: 20 passed, 10 at work, 10 of them stuck. ' +
        'Step 2: 10 passed, 10 at work, 10 of them stuck. Step 3: 0 passed, 10 at work, 10 of them stuck.',
    );
    const long = stepsOf(...Array.from({length: 25}, (_, index) => `Step ${index}`));
    expect(heatMap(long, classOf(500), startedAt + 400_000).description.length).toBeLessThanOrEqual(1_024);
  });

  it('of nobody is there too', () => {
    const {cells, width, height} = mapOf([]);
    expect(cells).toEqual([]);
    expect(width * height).toBeGreaterThan(0);
  });
});
