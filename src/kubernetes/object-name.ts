const dnsLabelCharacters = /^[a-z0-9-]+$/u;

/**
 * Whether the text can be the name of an object: a DNS-1123 subdomain of at most 253 characters.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function isObjectName(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isDnsLabel);
}

/** Whether the text can be the name of a namespace: a DNS-1123 label of at most 63 characters. */
export function isNamespaceName(text: string): boolean {
  return text.length <= 63 && isDnsLabel(text);
}

function isDnsLabel(text: string): boolean {
  return dnsLabelCharacters.test(text) && !text.startsWith('-') && !text.endsWith('-');
}
