import {z} from 'zod';

const names = ['cpu', 'memory', 'ephemeral-storage'] as const;

/** What a container may have at the most unless a lab says otherwise, and the least that a lab can say. */
const usual = {cpu: '500m', memory: '256Mi', 'ephemeral-storage': '512Mi'} as const;

const thousandths = z.string().regex(/^[1-9]\d{0,5}m$/, 'thousandths of a core, such as 1000m');
const mebibytes = z.string().regex(/^[1-9]\d{0,6}Mi$/, 'mebibytes, such as 512Mi');

/** Amounts of a node's resources, in one unit each, so that they compare. */
export type ContainerAmounts = Readonly<Record<(typeof names)[number], string>>;

export const containerAmountsSchema = z
  .strictObject({
    cpu: thousandths.default(usual.cpu),
    memory: mebibytes.default(usual.memory),
    'ephemeral-storage': mebibytes.default(usual['ephemeral-storage']),
  })
  .refine(
    (amounts: ContainerAmounts) => beyond(usual, amounts).length === 0,
    `no less than ${Object.values(usual).join(', ')}`,
  );

const three = /^(?<cpu>[1-9]\d{0,5}m), *(?<memory>[1-9]\d{0,6}Mi), *(?<storage>[1-9]\d{0,6}Mi)$/u;

/** `1000m,512Mi,512Mi`: cores, memory, storage. */
export const containerAmountsText = z
  .string()
  .regex(three, 'cores, memory and storage, such as 1000m,512Mi,512Mi')
  .transform((text): z.input<typeof containerAmountsSchema> => {
    const {cpu = '', memory = '', storage = ''} = three.exec(text)?.groups ?? {};
    return {cpu, memory, 'ephemeral-storage': storage};
  })
  .pipe(containerAmountsSchema);

/** What of some amounts is more than a bound has, in words. */
export function beyond(amounts: ContainerAmounts, bound: ContainerAmounts): string[] {
  return names
    .filter((name) => parseInt(amounts[name], 10) > parseInt(bound[name], 10))
    .map((name) => `${name} ${amounts[name]}, more than ${bound[name]}`);
}

type Counts = Readonly<Record<keyof ContainerAmounts, number>>;

/** So much of each, for some Pods together. */
export const times = (amounts: ContainerAmounts, count: number): ContainerAmounts =>
  counted({cpu: count, memory: count, 'ephemeral-storage': count}, (factor, amount) => amount * factor, amounts);

/** The larger of each. */
export const mostOf = (one: ContainerAmounts, other: ContainerAmounts): ContainerAmounts => {
  const of = (name: keyof ContainerAmounts): number => Math.max(parseInt(one[name], 10), parseInt(other[name], 10));
  return amountsOf(of);
};

/** A part of each: a tenth for 10. */
export const shares = (amounts: ContainerAmounts, of: Counts): ContainerAmounts =>
  counted(of, (parts, amount) => Math.floor(amount / parts), amounts);

function counted(
  by: Counts,
  count: (by: number, amount: number) => number,
  amounts: ContainerAmounts,
): ContainerAmounts {
  return amountsOf((name) => count(by[name], parseInt(amounts[name], 10)));
}

const amountsOf = (of: (name: keyof ContainerAmounts) => number): ContainerAmounts => ({
  cpu: `${of('cpu')}m`,
  memory: `${of('memory')}Mi`,
  'ephemeral-storage': `${of('ephemeral-storage')}Mi`,
});
