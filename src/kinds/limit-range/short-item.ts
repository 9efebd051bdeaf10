import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export function limitRangeItem({cellOf}: PrintedRow): ShortItem {
  return {symbol: plain, facts: [`since ${cellOf('Created At')}`]};
}
