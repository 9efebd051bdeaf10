import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const roleItem = ({cellOf}: PrintedRow): ShortItem => ({symbol: plain, facts: [cellOf('Created At')]});
