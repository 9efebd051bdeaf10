import {replicasSymbol, type PrintedRow, type ShortItem} from '../short-item.ts';

export function deploymentItem({cellOf}: PrintedRow): ShortItem {
  const [ready = '', desired = ''] = cellOf('Ready').split('/');
  const updated = cellOf('Up-to-date');
  return {
    symbol: replicasSymbol(desired, ready === desired && updated === desired),
    facts: [`${ready} of ${desired} ready`, `${updated} up to date`, cellOf('Age')],
  };
}
