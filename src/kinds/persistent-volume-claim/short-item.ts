import {ill, underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function persistentVolumeClaimItem({cellOf}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  const capacity = cellOf('Capacity');
  return {
    symbol: status === 'Bound' ? well : status === 'Lost' ? ill : underWay,
    facts: [status, capacity, cellOf('Access Modes'), cellOf('StorageClass'), cellOf('Age')],
  };
}
