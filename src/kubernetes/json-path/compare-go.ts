import {NotValid} from '../not-valid.ts';
import {Float, type Found} from './found.ts';

const wrongType = 'invalid type for comparison';

/**
 * Whether a comparison holds, as Go's templates have it: of two values of one type, texts by their bytes.
 * @throws NotValid with Go's sentence for what cannot be compared
 */
export function compareGo(one: Found, operator: string, other: Found): boolean {
  switch (operator) {
    case '==':
      return isEqual(one, other);
    case '!=':
      return !isEqual(one, other);
    case '<':
      return isLess(one, other);
    case '<=':
      return isLess(one, other) || isEqual(one, other);
    case '>':
      return !(isLess(one, other) || isEqual(one, other));
    case '>=':
      return !isLess(one, other);
    default:
      throw new NotValid(`unrecognized filter operator ${operator}`);
  }
}

type Basic = {readonly kind: 'bool' | 'int' | 'float' | 'string'; readonly value: boolean | number | string};

function basic(value: Found): Basic {
  if (value instanceof Float) return {kind: 'float', value: value.value};
  if (typeof value === 'number') return {kind: Number.isInteger(value) ? 'int' : 'float', value};
  if (typeof value === 'boolean') return {kind: 'bool', value};
  if (typeof value === 'string') return {kind: 'string', value};
  throw new NotValid(wrongType);
}

function both(one: Found, other: Found): [Basic, Basic] {
  const pair: [Basic, Basic] = [basic(one), basic(other)];
  if (pair[0].kind !== pair[1].kind) throw new NotValid('incompatible types for comparison');
  return pair;
}

function isEqual(one: Found, other: Found): boolean {
  const [left, right] = both(one, other);
  return left.value === right.value;
}

function isLess(one: Found, other: Found): boolean {
  const [left, right] = both(one, other);
  if (left.kind === 'bool') throw new NotValid(wrongType);
  if (typeof left.value === 'string' && typeof right.value === 'string') {
    return Buffer.compare(Buffer.from(left.value), Buffer.from(right.value)) < 0;
  }
  return left.value < right.value;
}
