import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export function networkPolicyItem({cellOf}: PrintedRow): ShortItem {
  const selector = cellOf('Pod-Selector');
  return {
    symbol: plain,
    facts: [selector === '<none>' ? 'all Pods' : `Pods with ${selector}`, cellOf('Age')],
  };
}
