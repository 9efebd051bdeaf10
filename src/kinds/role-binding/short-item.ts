import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const roleBindingItem = ({cellOf, lineOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [lineOf('Role'), cellOf('Age')],
});
