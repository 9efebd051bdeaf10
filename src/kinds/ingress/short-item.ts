import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export function ingressItem({cellOf}: PrintedRow): ShortItem {
  const hosts = cellOf('Hosts');
  return {symbol: plain, facts: [hosts === '*' ? 'all hosts' : hosts.replaceAll(',', ', '), cellOf('Age')]};
}
