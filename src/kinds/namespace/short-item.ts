import {underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function namespaceItem({cellOf}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  return {symbol: status === 'Active' ? well : underWay, facts: [status, cellOf('Age')]};
}
