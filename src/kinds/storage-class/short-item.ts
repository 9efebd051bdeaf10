import {plain, type PrintedRow, type ShortItem} from '../short-item.ts';

export const storageClassItem = ({cellOf}: PrintedRow): ShortItem => ({
  symbol: plain,
  facts: [cellOf('Provisioner'), cellOf('ReclaimPolicy'), cellOf('VolumeBindingMode'), cellOf('Age')],
});
