import {finished, plain, underWay, type PrintedRow, type ShortItem} from '../short-item.ts';

export function cronJobItem({cellOf, lineOf}: PrintedRow): ShortItem {
  const active = cellOf('Active');
  const last = cellOf('Last Schedule');
  const isSuspended = cellOf('Suspend') === 'True';
  return {
    symbol: isSuspended ? finished : active === '0' ? plain : underWay,
    facts: [
      lineOf('Schedule'),
      isSuspended ? 'suspended' : `${active} active`,
      last === '<none>' ? 'not run yet' : `last ${last} ago`,
      cellOf('Age'),
    ],
  };
}
