import {createRequire} from 'node:module';
import {DiscordAPIError} from '@discordjs/rest';
import {expect, it} from 'vitest';
import {apiErrorOf} from '#src/discord/api-error.ts';

const refusalOf = (Refusal: typeof DiscordAPIError): Error =>
  new Refusal({code: 10_008, message: 'Unknown Message'}, 10_008, 404, 'PATCH', 'http://localhost', {});

/** As discord.js loads it. */
const asCommonJs = createRequire(createRequire(import.meta.url).resolve('discord.js'))('@discordjs/rest') as {
  readonly DiscordAPIError: typeof DiscordAPIError;
};

it.for([
  ['our own client', refusalOf(DiscordAPIError), {status: 404, code: 10_008}],
  ['the client of discord.js', refusalOf(asCommonJs.DiscordAPIError), {status: 404, code: 10_008}],
  ['nobody', new Error('the network is down'), undefined],
  ['nobody', Object.assign(new Error('x'), {status: 404, code: 10_008}), undefined],
  ['nobody', undefined, undefined],
] as const)('a refusal that comes from %s is known by its status and code', ([, error, expected]) => {
  expect(apiErrorOf(error)).toEqual(expected);
});

it('is not told by the class, of which there are two', () => {
  expect(refusalOf(asCommonJs.DiscordAPIError)).not.toBeInstanceOf(DiscordAPIError);
});
