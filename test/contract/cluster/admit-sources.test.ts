import {expect, it} from 'vitest';
import {admitHere} from '#src/cluster/operations/admission/admit-here.ts';
import {admitSources} from '#src/cluster/operations/admission/admit-sources.ts';
import {inLanguage} from '#src/words/words.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();
const signal = (): AbortSignal => AbortSignal.timeout(20_000);
const configMap = (name: string, keys: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${Array.from({length: keys}, (_, at) => `  k${at}: v\n`).join('')}`;
const large = {name: 'large.yaml', yaml: `${configMap('one', 2_000)}---\n${configMap('two', 2_000)}`};
/** What takes longest to read of all that is not refused for its size. */
const slow = {
  name: 'slow.yaml',
  yaml: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nx: [${'{},'.repeat(21_000)}]\n`,
};

const refusal = 'x is not a field that I know';

/** For how long this thread worked, in ms, and so did nothing else. What the machine did besides does not count. */
async function workedMs(act: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await act();
  const {user, system} = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

it('a large source gives what it gives when it is read at once', async () => {
  expect(await admitSources([large], {spec}, signal())).toEqual(admitHere([large], {spec}));
});

it('a refusal of a large source is the same, with its line and what to do', async () => {
  const wrong = {name: 'wrong.yaml', yaml: `${large.yaml}---\napiVersion: v1\nkind: PriorityClass\n\n`};
  await expect(admitSources([wrong], {spec}, signal())).rejects.toMatchObject({
    name: 'UserError',
    code: 'refused',
    message: expect.stringMatching(/^wrong\.yaml line 40\d\d: kind PriorityClass is not allowed here/) as string,
    next: expect.stringContaining('All learners are equal') as string,
  });
});

it('a large source is refused in the language of who sent it, whatever was read before', async () => {
  const wrong = {name: 'wrong.yaml', yaml: `${large.yaml}---\napiVersion: v1\nkind: PriorityClass\n\n`};
  const refuse = async (): Promise<unknown> => admitSources([wrong], {spec}, signal()).catch((error: unknown) => error);
  const refused = await Promise.all([inLanguage('de', refuse), refuse(), inLanguage('fr', refuse)]);
  expect(refused).toMatchObject([
    {message: expect.stringMatching(/^wrong\.yaml Zeile 40\d\d: kind PriorityClass ist hier nicht erlaubt/) as string},
    {message: expect.stringMatching(/^wrong\.yaml line 40\d\d: kind PriorityClass is not allowed here/) as string},
    {
      message: expect.stringMatching(
        /^wrong\.yaml ligne 40\d\d\s: kind PriorityClass n’est pas autorisé ici/,
      ) as string,
    },
  ]);
});

it('what becomes of a large source is told in the language of who sent it', async () => {
  const elsewhere = {
    name: 'large.yaml',
    yaml: large.yaml.replace('{name: one}', '{name: one, namespace: kube-system}'),
  };
  const [told] = await inLanguage('de', async () => admitSources([elsewhere], {spec}, signal()));
  expect(told?.notes).toEqual(['ConfigMap one: kommt in deinen eigenen Namespace, nicht in kube-system']);
});

it('nobody waits while a large source is read', async () => {
  // the thread is there by then
  await admitSources([large], {spec}, signal());
  const here = await workedMs(async () =>
    Promise.resolve().then(() => expect(() => admitHere([slow], {spec})).toThrow(refusal)),
  );
  const apart = await workedMs(async () => expect(admitSources([slow], {spec}, signal())).rejects.toThrow(refusal));
  expect(apart).toBeLessThan(here / 2);
});

it('what is called off is not waited for, and what comes next is read', async () => {
  const stopping = new AbortController();
  const reading = admitSources([slow], {spec}, stopping.signal);
  setTimeout(() => stopping.abort(new Error('called off')), 20);
  await expect(reading).rejects.toThrow('called off');
  expect(await admitSources([large], {spec}, signal())).toHaveLength(2);
});

it('objects that differ in nothing but the namespace that was written are not made one', () => {
  const pod = (namespace: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: ${namespace}}\n`;
  const source = (...namespaces: string[]): {name: string; yaml: string} => ({
    name: 'both.yaml',
    yaml: namespaces.map(pod).join('---\n'),
  });
  expect(admitHere([source('default', spec.namespace), source('default')], {spec})).toHaveLength(3);
  expect(() => admitHere([source('kube-system', 'kube-public')], {spec})).toThrow(
    'both.yaml line 7: metadata.name is there more than once, for the namespaces kube-system, kube-public, and here all go to your own',
  );
});
