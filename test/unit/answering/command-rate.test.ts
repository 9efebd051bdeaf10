import {expect, test} from 'vitest';
import {CommandRate} from '#src/answering/command-rate.ts';

test('what one server sends too much of is refused there, and taken elsewhere', async () => {
  const rate = new CommandRate({person: 3, server: 4});
  const take = async (id: string, guildId: string | undefined): Promise<string> =>
    rate.take({id, guildId}).then(
      () => 'taken',
      (error: unknown) => String(error).replace(/^UserError: /u, ''),
    );
  const own = 'That was more than 3 in 15 s.';
  const all = 'All together, people of this server sent more than 4 in 15 s.';
  expect(await take('ada', 'school')).toBe('taken');
  expect(await take('ada', 'school')).toBe('taken');
  expect(await take('ada', 'school')).toBe('taken');
  // what is refused to one person is nobody else's loss
  expect(await take('ada', 'school')).toBe(own);
  expect(await take('grace', 'school')).toBe('taken');
  expect(await take('joan', 'school')).toBe(all);
  expect(await take('mary', 'club')).toBe('taken');
  expect(await take('olga', undefined)).toBe('taken');
});
