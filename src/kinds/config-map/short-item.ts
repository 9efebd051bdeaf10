import {counted, plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const configMapItem = ({cellOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [counted(cellOf('Data'), 'key'), cellOf('Age')],
});
