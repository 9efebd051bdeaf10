import {parts} from './attacks.ts';

/** Which attacks a run plays. */
export interface Run {
  readonly plays: (part: string) => boolean;
  /** All of them. */
  readonly isWhole: boolean;
  /** All that take a few minutes. */
  readonly isShort: boolean;
  /** For those who write attacks. What it says is no result: an emulator's rights are its own. */
  readonly isEmulated: boolean;
  /** Whether it becomes attacks.md: a part of the attacks would be no report. */
  readonly writes: boolean;
}

/** Besides the list: a whole lab while somebody floods, which takes minutes. */
const flood = 'flood';
const flags = ['--short', '--write', '--emulated'];

/** @throws Error when a part or a flag is none: a run that plays nothing would end well */
export function readRun(args: readonly string[]): Run {
  const known = [...parts.map(({name}) => name), flood];
  const wrong = args.filter((arg) => (arg.startsWith('-') ? !flags.includes(arg) : !known.includes(arg)));
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')}: the parts are ${known.join(', ')}; ${flags.join(', ')}`);
  const named = args.filter((arg) => !arg.startsWith('-'));
  const has = (flag: string): boolean => args.includes(flag);
  const isShort = named.length === 0 && has('--short');
  const isWhole = named.length === 0 && !isShort;
  return {
    plays: (part) => (named.length > 0 ? named.includes(part) : isWhole || part !== flood),
    isWhole,
    isShort,
    isEmulated: has('--emulated'),
    writes: has('--write') && isWhole && !has('--emulated'),
  };
}
