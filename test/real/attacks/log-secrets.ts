import {waitUntil} from '#test/support/wait-until.ts';
import type {LabradorProcess} from './labrador-process.ts';
import {secretsIn, tokensOf} from './secrets-in.ts';
import {kubectl, type World} from './world.ts';

/** As many as setting up alone takes. */
const fewestTokens = 10;

/** Lets answers fail, so that what is logged of them is there to be searched. */
export async function provokeLogs({chat, ada, labrador}: World): Promise<void> {
  const known = labrador.output().length;
  await chat.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, times: 4, drop: true});
  await (await ada.person.sends(kubectl('get pods'))).answered(60_000);
  await chat.post('/faults', {match: {method: 'POST', route: '/interactions'}, times: 4, drop: true});
  await ada.person.sends(kubectl('get pods'));
  await waitUntil('Labrador says what went wrong', async () =>
    /"level":"(?:warn|error)"/.test(labrador.output().slice(known)) ? true : undefined,
  );
}

/** Credentials in what a Labrador has printed, once it has ended, a sentence each; and how many tokens its chat had given out. */
export async function printedSecrets(
  labrador: LabradorProcess,
  secrets: ReadonlyMap<string, string>,
): Promise<{problems: string[]; tokens: number}> {
  const tokens = tokensOf(JSON.parse(await labrador.chatState()));
  const found = secretsIn(labrador.output(), new Map([...secrets, ...tokens]));
  return {problems: found.map((what) => `Labrador has printed ${what}`), tokens: tokens.size};
}

/** The same of the whole list of attacks, and whether the search proves anything: how much was searched, and what was found, a sentence each. */
export async function secretsInLog({labrador, secrets}: World): Promise<{searched: string; problems: string[]}> {
  const output = labrador.output();
  const {problems: found, tokens} = await printedSecrets(labrador, secrets);
  const lines = output.split('\n').length;
  const problems = [
    ...found,
    ...(tokens < fewestTokens ? [`only ${tokens} tokens of the chat are known: the search proves nothing`] : []),
    ...(/"level":"(?:warn|error)"/.test(output) ? [] : ['nothing went wrong: the search proves nothing']),
  ];
  const count = secrets.size + tokens;
  return {searched: `Labrador printed ${lines} lines at level trace; ${count} credentials were looked for`, problems};
}
