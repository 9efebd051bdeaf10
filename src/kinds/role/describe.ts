import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines} from '../describing/metadata-lines.ts';
import {compactRules, goList, resourceText} from './compact-rules.ts';
import {roleSchema} from './schema.ts';

/** What `kubectl describe role` prints of one: not its namespace, and no events. */
export function describeRole(object: unknown): string {
  const role = roleSchema.parse(object);
  const rows = compactRules(role.rules ?? []).map((rule) => [
    resourceText(rule),
    goList(rule.nonResourceURLs),
    goList(rule.resourceNames),
    goList(rule.verbs),
  ]);
  return alignTabs([
    `Name:\t${role.metadata.name}`,
    ...labelAndAnnotationLines(role),
    'PolicyRule:',
    '  Resources\tNon-Resource URLs\tResource Names\tVerbs',
    '  ---------\t-----------------\t--------------\t-----',
    ...rows.map((cells) => `  ${cells.join('\t')}`),
  ]);
}
