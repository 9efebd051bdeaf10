import type {RESTOptions} from '@discordjs/rest';

/** What the chat is asked for with these options is asked only while `mayAct`. */
export function heldBack(options: Partial<RESTOptions>, mayAct: () => boolean): Partial<RESTOptions> {
  const {makeRequest} = options;
  if (makeRequest === undefined) return options;
  return {
    ...options,
    makeRequest: async (url, init) => {
      if (!mayAct()) throw new Error('this bot does not lead just now');
      return makeRequest(url, init);
    },
  };
}
