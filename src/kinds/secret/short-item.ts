import {counted, plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const secretItem = ({cellOf, lineOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [lineOf('Type'), counted(cellOf('Data'), 'key'), cellOf('Age')],
});
