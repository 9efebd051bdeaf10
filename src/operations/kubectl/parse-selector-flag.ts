import {asBadInput} from '../as-bad-input.ts';
import {parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';

/**
 * The label selector that `-l` gives; undefined without one, or if it is empty and so selects everything.
 * @throws UserError `bad-input` if it is not a selector
 */
export function parseSelectorFlag(flags: ParsedFlags): string | undefined {
  const selector = flags.value('selector')?.trim() ?? '';
  asBadInput(() => parseLabelSelector(selector, shown));
  return selector === '' ? undefined : selector;
}
