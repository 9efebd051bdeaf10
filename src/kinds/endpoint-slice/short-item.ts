import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const endpointSliceItem = ({cells}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: cells.flatMap(({column, cell}) => (column === 'Name' ? [] : [`${column.toLowerCase()}: ${cell}`])),
});
