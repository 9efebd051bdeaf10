const dnsLabelCharacters = /^[a-z0-9-]+$/u;

/**
 * Whether the text can be the name of an object: a DNS-1123 subdomain of at most 253 characters.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function isObjectName(text: string): boolean {
  if (text.length > 253) return false;
  return text
    .split('.')
    .every((label) => dnsLabelCharacters.test(label) && !label.startsWith('-') && !label.endsWith('-'));
}
