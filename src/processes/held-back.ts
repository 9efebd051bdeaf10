import type {RESTOptions} from '@discordjs/rest';

/** What it is not asked, as the lead of this bot is in doubt: Redis is away, or another leads. */
export class HeldBackError extends Error {
  override readonly name = 'HeldBackError';

  constructor() {
    super('this bot does not lead just now');
  }
}

/** What the chat is asked for with these options is asked only while `mayAct`. */
export function heldBack(options: Partial<RESTOptions>, mayAct: () => boolean): Partial<RESTOptions> {
  const {makeRequest} = options;
  if (makeRequest === undefined) return options;
  return {
    ...options,
    makeRequest: async (url, init) => {
      if (!mayAct()) throw new HeldBackError();
      return makeRequest(url, init);
    },
  };
}
