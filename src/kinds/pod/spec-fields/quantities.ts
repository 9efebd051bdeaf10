import type {FieldRule} from '#src/kinds/fields/field-rules.ts';
import {words} from '#src/words/words.ts';

const quantity = /^(?<number>\d+\.?\d*|\.\d+)(?<unit>[eE][-+]?\d+|[numkMGTPE]|[KMGTPE]i)?$/u;
/** What people write for an amount, in whatever unit. */
const likeQuantity = /^\s*(?<number>\d+(?:[.,]\d+)?|[.,]\d+)\s*(?<unit>[a-z]*)\s*$/iu;
const binaryUnit = /^(?<letter>[kmgtpe])(?:i?b|i|ib|bytes?)?$/iu;

interface Refused {
  readonly problem: string;
  readonly next: string;
}

/**
 * Why the API server would not take an amount of a resource, or take it for another one; undefined for what it takes.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
function amountProblem(value: number | string, resource: string): Refused | undefined {
  const groups = quantity.exec(String(value))?.groups;
  const isBytes = resource !== 'cpu';
  if (groups === undefined) {
    return {problem: words().policy.amount.unknown({value: String(value)}), next: nextFor(String(value), isBytes)};
  }
  if (isBytes && groups['unit'] === 'm' && Number(groups['number']) > 0) {
    return {
      problem: words().policy.amount.thousandths({value: String(value), number: groups['number'] ?? ''}),
      next: nextFor(String(value), isBytes),
    };
  }
  return undefined;
}

/** Whether an amount is none at all. */
function isNothing(value: number | string): boolean {
  return !(Number(quantity.exec(String(value))?.groups?.['number'] ?? 0) > 0);
}

function nextFor(text: string, isBytes: boolean): string {
  const said = words().policy.amount;
  const {number, unit = ''} = likeQuantity.exec(text)?.groups ?? {};
  if (number === undefined) return isBytes ? said.writeBytes : said.writeCores;
  const amount = number.replace(',', '.');
  if (!isBytes) return said.write({amount: `${amount}${/^m/iu.test(unit) ? 'm' : ''}`});
  const letter = binaryUnit.exec(unit)?.groups?.['letter'];
  return letter === undefined ? said.writeOr({amount}) : said.write({amount: `${amount}${letter.toUpperCase()}i`});
}

/** An amount of a resource that is asked for. The API server takes no other texts, and bounds it by the limit. */
export const requestOf = (resource: string): FieldRule => ({
  kind: 'integer or text',
  refuse: (value) => amountProblem(value, resource),
  cel: () => 'true',
});

/** A limit of 0 passes a LimitRange and is none at all to the kubelet. */
export const limitOf = (resource: string): FieldRule => ({
  kind: 'integer or text',
  refuse: (value) =>
    amountProblem(value, resource) ??
    (isNothing(value) ? words().policy.amount.limitsNothing({value: String(value)}) : undefined),
  cel: (value) => `string(${value}).matches("^[0-9.]*[1-9]")`,
});
