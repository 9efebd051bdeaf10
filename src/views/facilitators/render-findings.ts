import type {Finding, OpenCheck} from '#src/workshop/finding.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {plainText} from '../hostile-text.ts';
import {words} from '#src/words/words.ts';

const marks: Readonly<Record<Finding['state'], string>> = {passed: '✅', failed: '❌', warning: '⚠', unknown: '❔'};
const order: readonly Finding['state'][] = ['failed', 'warning', 'unknown', 'passed'];
/** What is said is cut before what to do about it. */
const saidLimit = 170;
const lineLimit = 330;

/**
 * What the checks before a class came to, the worst first; the whole as a file when it is long. While some are under way,
 * how far they are.
 */
export function renderFindings(
  name: string,
  findings: readonly Finding[],
  open: readonly OpenCheck[] = [],
): ChatMessage {
  const sorted = findings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
  const {checks: said} = words().upkeep;
  const failed = count('failed');
  const head = said.about({
    name: plainText(name),
    what: [
      failed === 0 ? said.fine : said.failed({count: failed}),
      said.warning({count: count('warning')}),
      said.unknown({count: count('unknown')}),
      said.passed({count: count('passed')}),
    ].join(' · '),
  });
  const lines = sorted.map(({name: what, state, said: found, next}) => {
    const todo = next === undefined || state === 'passed' ? '' : ` → ${plainText(next)}`;
    return cut(
      `${marks[state]} **${plainText(what)}** ${plainText(cut(found.replace(/\s+/g, ' '), saidLimit))}${todo}`,
      lineLimit,
    );
  });
  if (open.length > 0) {
    const underWay = said.underWay({done: findings.length, of: findings.length + open.length});
    const progress = said.about({name: plainText(name), what: underWay});
    const waiting = open.map(({name: what, doing}) => `⏳ **${plainText(what)}** ${plainText(cut(doing, saidLimit))}`);
    return {content: cut([progress, ...waiting, ...lines].join('\n'), contentLimit), files: [], buttons: []};
  }
  const content = [head, ...lines].join('\n');
  if (content.length <= contentLimit) return {content, files: [], buttons: []};
  const whole = sorted
    .map(({name: what, state, said: found, next}) =>
      [state, what, found, next ?? ''].map((text) => text.replace(/\s+/g, ' ')).join('\t'),
    )
    .join('\n');
  return {content: cut(content, contentLimit), files: [{name: 'doctor.tsv', text: `${whole}\n`}], buttons: []};
}
