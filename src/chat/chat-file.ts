import type {ChatFile} from './chat-message.ts';

/** What a chat takes as a file, in characters, with room for those of several bytes. */
const fileLimit = 3_000_000;

/** A text as a file, compressed where it is longer than a chat takes. */
export const toFile = (name: string, text: string): ChatFile =>
  text.length > fileLimit ? {name: `${name}.gz`, text, isCompressed: true} : {name, text};
