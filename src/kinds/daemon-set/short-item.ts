import {finished, underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function daemonSetItem({cellOf}: PrintedRow): ShortItem {
  const desired = cellOf('Desired');
  const ready = cellOf('Ready');
  const updated = cellOf('Up-to-date');
  const selector = cellOf('Node Selector');
  const isSettled = ready === desired && updated === desired;
  return {
    symbol: desired === '0' ? finished : isSettled ? well : underWay,
    facts: [
      `${ready} of ${desired} ready`,
      `${updated} up to date`,
      selector === '' || selector === '<none>' ? '' : `on nodes with ${selector}`,
      cellOf('Age'),
    ],
  };
}
