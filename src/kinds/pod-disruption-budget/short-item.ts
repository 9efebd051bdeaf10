import {underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function podDisruptionBudgetItem({cellOf}: PrintedRow): ShortItem {
  const allowed = cellOf('Allowed disruptions');
  const [least, most] = [cellOf('Min available'), cellOf('Max unavailable')];
  return {
    symbol: allowed === '0' ? underWay : well,
    facts: [
      ...(least === 'N/A' ? [] : [`at least ${least} available`]),
      ...(most === 'N/A' ? [] : [`at most ${most} unavailable`]),
      `${allowed} may go now`,
      cellOf('Age'),
    ],
  };
}
