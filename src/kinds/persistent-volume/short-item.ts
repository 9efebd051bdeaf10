import {finished, ill, underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function persistentVolumeItem({cellOf}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  const claim = cellOf('Claim').split('/').at(-1) ?? '';
  const symbols: Readonly<Record<string, string>> = {Bound: well, Released: finished, Failed: ill};
  return {
    symbol: symbols[status] ?? underWay,
    facts: [status, cellOf('Capacity'), claim === '' ? '' : `of ${claim}`, cellOf('Reclaim Policy'), cellOf('Age')],
  };
}
