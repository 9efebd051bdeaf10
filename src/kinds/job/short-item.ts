import {finished, ill, plain, underWay, type PrintedRow, type ShortItem} from '../short-item.ts';

/** Servers up to v1.30 print no status. */
export function jobItem({cellOf}: PrintedRow): ShortItem {
  const status = cellOf('Status');
  const completions = cellOf('Completions');
  const [succeeded, wanted] = completions.split('/');
  const isComplete = status === 'Complete' || (status === '' && succeeded === wanted);
  const isIll = status === 'Failed' || status === 'FailureTarget';
  return {
    symbol: isComplete ? finished : isIll ? ill : status === 'Suspended' ? plain : underWay,
    facts: [status, `${completions} completed`, cellOf('Duration'), cellOf('Age')],
  };
}
