const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
/** Nothing smaller than this power of ten is kept. */
const nano = -9;
/** Longer texts are no amounts of anything, and would take long to compute. */
const maxLength = 64;

const quantityFormat = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const wrongFormat = `quantities must match the regular expression '${quantityFormat.source}'`;

interface Quantity {
  /** In billionths. */
  nanos: bigint;
  notation: 'binary' | 'decimal' | 'exponent';
}

/** A text that is no quantity, in Kubernetes' own words. */
export class QuantityError extends Error {}

/**
 * The number behind a quantity such as `500m` or `64Mi`; NaN for what is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number {
  try {
    return Number(read(text).nanos) / 1e9;
  } catch (error) {
    if (error instanceof QuantityError) return Number.NaN;
    throw error;
  }
}

/**
 * The one way in which the API writes a quantity, with the largest unit that leaves no fraction: `0.5` is `500m`.
 * @throws QuantityError
 */
export function canonicalQuantity(text: string): string {
  const {nanos, notation} = read(text);
  const ones = ceilDivide(nanos, 10n ** 9n);
  if (notation === 'binary' && (ones <= -1024n || ones >= 1024n))
    return inUnits(ones, {base: 1024n, units: binarySuffixes});
  if (notation !== 'exponent') return inUnits(nanos, {base: 1000n, units: decimalSuffixes});
  return inUnits(nanos, {base: 1000n, units: decimalSuffixes.map((_, at) => (at === 3 ? '' : `e${nano + 3 * at}`))});
}

/** A sum, written in the way of the quantities that it was made of. */
export function formatQuantity(value: number, resource: string): string {
  if (resource.endsWith('cpu')) return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (!resource.endsWith('memory') && !resource.endsWith('storage')) return String(value);
  return Number.isInteger(value) && value >= 1024
    ? inUnits(BigInt(value), {base: 1024n, units: binarySuffixes})
    : String(value);
}

function inUnits(value: bigint, {base, units}: {base: bigint; units: readonly string[]}): string {
  if (value === 0n) return '0';
  let at = 0;
  let rest = value;
  for (; rest % base === 0n && at < units.length - 1; at++) rest /= base;
  return `${rest}${units[at] ?? ''}`;
}

/** @throws QuantityError */
function read(text: string): Quantity {
  const [, digits = '', suffix = ''] = quantityFormat.exec(text.slice(0, maxLength + 1)) ?? [];
  const [, sign, whole = '', fraction = ''] = /^([+-]?)([0-9]*)\.?([0-9]*)$/.exec(digits) ?? [];
  if (whole + fraction === '' || text.length > maxLength) throw new QuantityError(wrongFormat);
  const {factor, power, notation} = readSuffix(suffix);
  const scale = power - fraction.length - nano;
  const scaled = BigInt(whole + fraction) * factor;
  const nanos = scale >= 0 ? scaled * 10n ** BigInt(scale) : ceilDivide(scaled, 10n ** BigInt(-scale));
  return {nanos: sign === '-' ? -nanos : nanos, notation};
}

/** @throws QuantityError */
function readSuffix(suffix: string): {factor: bigint; power: number; notation: Quantity['notation']} {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return {factor: 1n, power: nano + 3 * decimal, notation: 'decimal'};
  const binary = binarySuffixes.indexOf(suffix);
  if (binary >= 0) return {factor: 1024n ** BigInt(binary), power: 0, notation: 'binary'};
  const [, exponent] = /^[eE]([+-]?[0-9]{1,2})$/.exec(suffix) ?? [];
  if (exponent === undefined) throw new QuantityError("unable to parse quantity's suffix");
  return {factor: 1n, power: Number(exponent), notation: 'exponent'};
}

function ceilDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by > 0n ? quotient + 1n : quotient;
}
