import {expect, it} from 'vitest';
import {snowflakeTime} from '#src/discord/limits.ts';

// the example of Discord's reference
it('an id tells when it was given', () => {
  expect(snowflakeTime('175928847299117063')).toBe(Date.parse('2016-04-30T11:18:25.796Z'));
});
