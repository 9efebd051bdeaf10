import {formatQuantity, isQuantity, parseQuantity} from '#src/kubernetes/quantity.ts';
import {UserError} from '../user-error.ts';
import type {UsageTarget} from './generators/horizontal-pod-autoscaler.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/** What a number alone is an amount of. */
const units = {cpu: 'm', memory: 'Mi'} as const;
const percentage = /^(?<percent>\d{1,9})%$/u;

/**
 * What `--cpu` or `--memory` asks Pods to use: `50%` of what they ask for, or an amount; undefined without it.
 * @throws UserError `bad-input` for what is neither
 */
export function parseUsageTarget(flags: ParsedFlags, resource: keyof typeof units): UsageTarget | undefined {
  const text = (flags.value(resource) ?? '').trim();
  if (text === '') return undefined;
  const percent = percentage.exec(text)?.groups?.['percent'];
  if (percent !== undefined) return {utilization: Number(percent)};
  const amount = /^\d+$/u.test(text) ? `${text}${units[resource]}` : text;
  if (!isQuantity(amount) || amount.startsWith('-')) {
    const flag = `--${resource}`;
    throw new UserError('bad-input', words().verbs.autoscale.usage({flag, given: shown(text)}), {
      next: words().lines.write({what: `${flag}=50%`}),
    });
  }
  return {averageValue: formatQuantity(parseQuantity(amount))};
}
