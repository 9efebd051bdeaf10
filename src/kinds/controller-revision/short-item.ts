import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const controllerRevisionItem = ({cellOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [`revision ${cellOf('Revision')}`, cellOf('Controller'), cellOf('Age')],
});
