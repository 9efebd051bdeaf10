import {ill, underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function nodeItem({cellOf}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  const roles = cellOf('Roles');
  const symbol = status === 'Ready' ? well : status.startsWith('Ready') ? underWay : ill;
  return {symbol, facts: [status, roles === '<none>' ? '' : roles, cellOf('Version'), cellOf('Age')]};
}
