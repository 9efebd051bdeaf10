/** An amount of a resource, in thousandths; `isBinary` where it is written with Ki, Mi, … */
export interface Quantity {
  readonly thousandths: bigint;
  readonly isBinary: boolean;
}

export const noQuantity: Quantity = {thousandths: 0n, isBinary: false};

const decimalSuffixes = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Reads a quantity as the API server writes it (`100m`, `1`, `64Mi`, `8145604Ki`).
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): Quantity {
  const {number = '0', suffix = ''} = /^(?<number>[+-]?[\d.]+)(?<suffix>[A-Za-z]*)$/u.exec(text)?.groups ?? {};
  const binary = binarySuffixes.indexOf(suffix);
  const isBinary = binary > 0;
  const decimal = decimalSuffixes.indexOf(suffix);
  const [whole = '0', fraction = ''] = number.split('.');
  const digits = BigInt(`${whole}${fraction}` === '' ? '0' : `${whole}${fraction}`);
  const scale = isBinary ? 1000n * 1024n ** BigInt(binary) : 1000n ** BigInt(Math.max(decimal, 0));
  return {thousandths: dividedUp(digits * scale, 10n ** BigInt(fraction.length)), isBinary};
}

/**
 * A quantity in billionths, which is what use is measured in: `1268930n`, `200u`. With an exponent it is not read here.
 */
export function billionthsOf(text: string): bigint {
  const {number = '0', suffix = ''} = /^(?<number>[+-]?\d+)(?<suffix>[nu])$/u.exec(text)?.groups ?? {};
  if (suffix === '') return parseQuantity(text).thousandths * 1_000_000n;
  return BigInt(number) * (suffix === 'n' ? 1n : 1000n);
}

/** Whether a text is one; with an exponent it is not read here. */
export function isQuantity(text: string): boolean {
  return /^[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/u.test(text);
}

/** The sum, in the notation of the first that is not nothing. */
export function addQuantities(one: Quantity, other: Quantity): Quantity {
  const {isBinary} = one.thousandths === 0n ? other : one;
  return {thousandths: one.thousandths + other.thousandths, isBinary};
}

export function maxQuantity(one: Quantity, other: Quantity): Quantity {
  return other.thousandths > one.thousandths ? other : one;
}

/** In the largest unit that leaves a whole number, as kubectl prints sums. */
export function formatQuantity({thousandths, isBinary}: Quantity): string {
  if (thousandths === 0n) return '0';
  const hasBinary = isBinary && thousandths >= 1024n * 1000n;
  const suffixes = hasBinary ? binarySuffixes : decimalSuffixes;
  const step = hasBinary ? 1024n : 1000n;
  let amount = hasBinary ? dividedUp(thousandths, 1000n) : thousandths;
  let unit = 0;
  while (amount % step === 0n && unit < suffixes.length - 1) {
    amount /= step;
    unit += 1;
  }
  return `${amount}${suffixes[unit]}`;
}

/** So many percent of a whole, rounded down; 0 of nothing. */
export function percentOf(part: Quantity, whole: Quantity): string {
  if (whole.thousandths === 0n) return '0%';
  return `${Math.trunc((Number(part.thousandths) / Number(whole.thousandths)) * 100)}%`;
}

/** Rounded up to a whole number, as the API counts bytes. */
export function wholeQuantity({thousandths, isBinary}: Quantity): Quantity {
  return {thousandths: dividedUp(thousandths, 1000n) * 1000n, isBinary};
}

/** How often a divisor goes into an amount, rounded up; a divisor of nothing counts as 1. */
export function timesIn(amount: Quantity, divisor: Quantity): string {
  return String(dividedUp(amount.thousandths, divisor.thousandths === 0n ? 1000n : divisor.thousandths));
}

function dividedUp(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}
