import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const ingressClassItem = ({cellOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [cellOf('Controller'), cellOf('Age')],
});
