import {replicasSymbol, type PrintedRow, type ShortItem} from '../short-item.ts';

export function statefulSetItem({cellOf}: PrintedRow): ShortItem {
  const [ready = '', desired = ''] = cellOf('Ready').split('/');
  return {symbol: replicasSymbol(desired, ready === desired), facts: [`${ready} of ${desired} ready`, cellOf('Age')]};
}
