import type {Person} from './chat-page.ts';
import {waitUntil} from './wait-until.ts';

/** Presses the button of what came late to somebody, until nothing waits for them. */
export async function showLate(person: Person): Promise<void> {
  const mention = (await person.sees()).find(({content}) => content.includes('Answers are ready'));
  if (mention === undefined) return;
  await waitUntil('nothing waits', async () => {
    const answer = await (await person.presses(mention, 'Show my answers')).answered();
    return (await answer.text()).includes('No answer of yours waits here.') || undefined;
  });
}
