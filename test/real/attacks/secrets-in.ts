/** What credentials look like, whoever's they are. */
const shapes: readonly {readonly what: string; readonly pattern: RegExp}[] = [
  {what: 'a JSON web token', pattern: /eyJ[\w-]{8,}\.[\w-]{8,}/},
  // "interaction:", as Discord's tokens begin
  {what: 'an interaction’s token', pattern: /aW50ZXJhY3Rpb246/},
  {what: 'an authorization header', pattern: /\b(?:Bearer|Bot) [\w.-]{8,}/},
  {
    what: 'a kubeconfig',
    pattern: /(?:certificate-authority|client-key|client-certificate)-data\W{1,4}[\w+/]{8,}|current-context:/,
  },
  {what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/},
];

/** Shorter texts are no credentials. */
const shortestSecret = 16;

/**
 * Credentials in a text: by their looks, and those of `known`, texts with what they are, as they stand and in base64.
 * @returns what was found, without the credential itself
 */
export function secretsIn(text: string, known: ReadonlyMap<string, string>): string[] {
  const byLooks = shapes.filter(({pattern}) => pattern.test(text)).map(({what}) => what);
  const byText = [...known].flatMap(([secret, what]) => {
    if (secret.length < shortestSecret) return [];
    const forms = [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url')];
    return forms.some((form) => text.includes(form)) ? [what] : [];
  });
  return [...new Set([...byLooks, ...byText])];
}

/** Every token in what the emulated chat keeps: the bot's, and one for each interaction. */
export function tokensOf(chatState: unknown): Map<string, string> {
  const tokens = new Map<string, string>();
  const walk = (value: unknown, isInteraction: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value)) {
      if (key === 'token' && typeof field === 'string')
        tokens.set(field, isInteraction ? 'an interaction’s token' : 'the bot’s token');
      else walk(field, isInteraction || key === 'interactions');
    }
  };
  walk(chatState, false);
  return tokens;
}
