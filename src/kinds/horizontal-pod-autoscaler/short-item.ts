import {ill, well, underWay, type PrintedRow, type ShortItem} from '../short-item.ts';

export function horizontalPodAutoscalerItem({cellOf, lineOf}: PrintedRow): ShortItem {
  const targets = lineOf('Targets');
  const replicas = cellOf('Replicas');
  const isMeasured = !targets.includes('<unknown>');
  return {
    symbol: isMeasured ? well : replicas === '0' ? underWay : ill,
    facts: [
      lineOf('Reference'),
      targets,
      `${replicas} of ${cellOf('MinPods')} to ${cellOf('MaxPods')} Pods`,
      cellOf('Age'),
    ],
  };
}
