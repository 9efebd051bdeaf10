import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export function resourceQuotaItem({cellOf}: PrintedRow): ShortItem {
  return {symbol: plain, facts: [cellOf('Request'), cellOf('Limit'), cellOf('Age')].filter((fact) => fact !== '')};
}
