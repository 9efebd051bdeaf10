import {ill, plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export function eventItem({cellOf, lineOf}: PrintedRow): ShortItem {
  const seen = cellOf('Last Seen');
  return {
    heading: cellOf('Reason'),
    symbol: cellOf('Type') === 'Warning' ? ill : plain,
    facts: [
      lineOf('Object'),
      cellOf('Type'),
      seen === '' || seen.startsWith('<') ? '' : `${seen} ago`,
      cellOf('Message'),
    ],
  };
}
