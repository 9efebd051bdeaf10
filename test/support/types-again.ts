import type {Answer, Person} from './chat-page.ts';

/** Types a line, which can be typed twice, until somebody has received it: on a busy machine a first answer may be too late. */
export async function typesAgain(person: Person, line: string, withinMs?: number): Promise<Answer> {
  for (;;) {
    const answer = await person.sends(line);
    await answer.answered(withinMs);
    if ((await answer.interaction()).state !== 'failed') return answer;
  }
}
