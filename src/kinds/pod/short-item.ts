import {counted, finished, ill, underWay, well, type PrintedRow, type ShortItem} from '../short-item.ts';

const failingStatus = /Error|BackOff|Err|Invalid|OOMKilled|Evicted|Unknown|Failed|ExitCode|Signal|NotReady|Cannot/u;

export function podItem({cellOf, controllerKind}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  const ready = cellOf('Ready');
  return {
    symbol: podSymbol(status, ready) ?? completedSymbol(cellOf('Restarts'), controllerKind),
    facts: [status, ready, restartsFact(cellOf('Restarts')), cellOf('Age')],
  };
}

/** Undefined for a Pod that says of itself that it has ended well. */
function podSymbol(status: string, ready: string): string | undefined {
  const [readyContainers, containers] = ready.split('/');
  if (failingStatus.test(status)) return ill;
  if (status === 'Running' && readyContainers === containers) return well;
  return status === 'Completed' || status === 'Succeeded' ? undefined : underWay;
}

/** What a controller other than a Job made is meant to run: when it ends, it is started again, and again. */
function completedSymbol(restarts: string, controller: string | undefined): string {
  const wasStartedAgain = /^[1-9]/.test(restarts);
  if (controller === 'Job' || (controller === undefined && !wasStartedAgain)) return finished;
  return controller !== undefined && wasStartedAgain ? ill : underWay;
}

/** `2 (30s ago)` becomes `2 restarts (30s ago)`. */
function restartsFact(cell: string): string {
  const [count = '', ...ago] = cell.split(' ');
  return [counted(count, 'restart'), ...ago].join(' ').trim();
}
