import {isObjectName} from './object-name.ts';

const longestName = 63;
const nameCharacters = /^[A-Za-z0-9._-]+$/u;
const edgeCharacters = /^[A-Za-z0-9]$/u;

/**
 * Whether the text can be a label's key: a name, with the prefix of a DNS subdomain and a slash if need be.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  return slash === -1 ? isLabelName(text) : isObjectName(text.slice(0, slash)) && isLabelName(text.slice(slash + 1));
}

/** Whether the text can be a label's value; the empty text can. */
export function isLabelValue(text: string): boolean {
  return text === '' || isLabelName(text);
}

function isLabelName(text: string): boolean {
  if (text.length === 0 || text.length > longestName || !nameCharacters.test(text)) return false;
  return edgeCharacters.test(text.charAt(0)) && edgeCharacters.test(text.charAt(text.length - 1));
}
