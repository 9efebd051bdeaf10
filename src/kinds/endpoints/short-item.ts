import {ill, well, type PrintedRow, type ShortItem} from '../short-item.ts';

export function endpointsItem({cellOf}: PrintedRow): ShortItem {
  const endpoints = cellOf('Endpoints');
  const isEmpty = endpoints === '' || endpoints === '<none>';
  return {
    symbol: isEmpty ? ill : well,
    facts: [...(isEmpty ? ['no Pod answers'] : endpoints.split(',').map((endpoint) => endpoint.trim())), cellOf('Age')],
  };
}
