import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {PermissionFlagsBits} from 'discord-api-types/v10';
import {expect, test} from 'vitest';
import {invitedPermissions, missingOf, neededForThreads, neededIn} from '#src/discord/bot-permissions.ts';
import {seedState} from '#src/emulators/discord/state/seed.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = await readFile(join(root, 'docs', 'operators.md'), 'utf8');
/** Those that have the invitation. */
const pages = [
  ['docs/operators.md', page],
  ['README.md', await readFile(join(root, 'README.md'), 'utf8')],
] as const;

/** The names of the bits, and of those that have none their numbers. */
function bitsOf(permissions: bigint): string[] {
  const names = new Map(Object.entries(PermissionFlagsBits).map(([name, bit]) => [bit, name]));
  const bits = Array.from({length: 64}, (_, index) => 1n << BigInt(index));
  return bits.filter((bit) => (permissions & bit) !== 0n).map((bit) => names.get(bit) ?? String(bit));
}

const invitation = /https:\S+&permissions=(?<bits>\d+)$/gm;
const invited = bitsOf(invitedPermissions);

const table = [...page.matchAll(/^\| (?<name>[A-Z][A-Za-z ]+) \| (?<value>\d+) \| .+ \|$/gm)].map(({groups}) => ({
  name: groups?.['name'] ?? '',
  bit: BigInt(groups?.['value'] ?? 0),
}));

test.each(pages)('the invitation in %s asks for what the code uses, bit by bit', (_, text) => {
  const asked = [...text.matchAll(invitation)];
  expect(asked.map(({groups}) => bitsOf(BigInt(groups?.['bits'] ?? 0)))).toEqual([invited]);
  expect(invited).toHaveLength(7);
  const links = pages.map(([, one]) => [...one.matchAll(invitation)].map(([link]) => link));
  expect(links[1]).toEqual(links[0]);
});

test('the table below the invitation names the same permissions', () => {
  expect(bitsOf(table.reduce((bits, {bit}) => bits | bit, 0n))).toEqual(invited);
});

test('the emulated chat gives its bot the same permissions', () => {
  const role = [...seedState('token').roles.values()].find(({name}) => name === 'Labrador');
  expect(bitsOf(BigInt(role?.permissions ?? 0))).toEqual(invited);
});

test('what a channel or a thread needs is all that is asked for', () => {
  const used = [...neededIn.participants, ...neededIn.facilitators, ...neededForThreads];
  expect(missingOf(used, {has: (bit) => (invitedPermissions & bit) === bit})).toEqual([]);
  expect(bitsOf(used.reduce((bits, {bit}) => bits | bit, 0n))).toEqual(invited);
});
