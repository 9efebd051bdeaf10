import {plain, underWay, type PrintedRow, type ShortItem} from '../short-item.ts';

export function serviceItem({cellOf}: PrintedRow): ShortItem {
  const external = cellOf('External-IP');
  const ports = cellOf('Port(s)').split(',');
  return {
    symbol: external === '<pending>' ? underWay : plain,
    facts: [
      cellOf('Type'),
      cellOf('Cluster-IP'),
      external === '' || external === '<none>' ? '' : `external ${external}`,
      ...ports.map((port) => `port ${port}`),
      cellOf('Age'),
    ],
  };
}
