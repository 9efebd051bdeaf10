import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const serviceAccountItem = ({cellOf}: PrintedRow): ShortItem => ({symbol: plain, facts: [cellOf('Age')]});
