import {UserError} from '../user-error.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

const wholePattern = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/u;
const partPattern = /(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h)/gu;
const secondsOf: Readonly<Record<string, number>> = {ms: 0.001, s: 1, m: 60, h: 3600};

/**
 * The seconds that a duration such as `90s` or `1m30s` stands for.
 * @throws UserError `bad-input` for what is none
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string, flag: string): number {
  if (text === '0') return 0;
  if (!wholePattern.test(text) || text.length > 30) {
    throw new UserError('bad-input', words().lines.values.time({flag, given: shown(text)}), {
      next: words().lines.write({what: `${flag}=60s`}),
    });
  }
  return [...text.matchAll(partPattern)].reduce(
    (sum, {groups}) => sum + Number(groups?.['amount']) * (secondsOf[groups?.['unit'] ?? ''] ?? 0),
    0,
  );
}
