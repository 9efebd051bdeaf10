import {replicasSymbol, type PrintedRow, type ShortItem} from '../short-item.ts';

export function replicaSetItem({cellOf}: PrintedRow): ShortItem {
  const desired = cellOf('Desired');
  const ready = cellOf('Ready');
  return {
    symbol: replicasSymbol(desired, ready === desired && cellOf('Current') === desired),
    facts: [`${ready} of ${desired} ready`, cellOf('Age')],
  };
}
