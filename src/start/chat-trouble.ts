import {ZodError} from 'zod';
import {describeConnection, failedConnection, type FarEndWords} from '#src/lifecycle/connection-trouble.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';

/** What keeps the chat from being logged in to, of an error of asking it, a refused token aside. All of it is waited for. */
export function chatTrouble(error: unknown, api: string): Trouble {
  const who = `The chat at ${api}`;
  // by whatever code REST repeats it, what happened is its cause
  const failed = failedConnection(error instanceof Error ? error.cause : undefined) ?? failedConnection(error);
  if (failed !== undefined) return {said: describeConnection(failed, chatWords(who)), isForGood: false};
  if (error instanceof ZodError) {
    return {
      said: `${who} answers, but not as Discord does. Correct DISCORD_API, or look at what is in between.`,
      isForGood: false,
    };
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number') return chatRefuses(status, api);
  return {
    said: `${who} does not answer (${error instanceof Error ? error.message : String(error)}). ${seeStatus}`,
    isForGood: false,
  };
}

/** Whether it fails of a chat that is away: it was not reached, or answered with an error of its own. */
export function isOfChat(error: unknown): boolean {
  if (failedConnection(error) !== undefined) return true;
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 500;
}

/** What is said of a chat that answers with an error of its own. */
export const chatRefuses = (status: number, api: string): Trouble => ({
  said: `The chat at ${api} refuses with HTTP ${status}. ${seeStatus}`,
  isForGood: false,
});

const seeStatus = 'Look at https://discordstatus.com, and at DISCORD_API if it is set.';

const chatWords = (who: string): FarEndWords => ({
  who,
  setting: 'DISCORD_API',
  notTls: 'Write http:// in DISCORD_API, or correct its port.',
  wantsTls: 'Write https:// in DISCORD_API.',
  untrusted: 'Name the file of its CA in NODE_EXTRA_CA_CERTS and start again.',
  otherName: 'Write a name that it is for in DISCORD_API.',
  wantsCertificate: 'Take another address in DISCORD_API.',
});
