import {expect, it} from 'vitest';
import {admitHere} from '#src/cluster/operations/admission/admit-here.ts';
import {admitSources} from '#src/cluster/operations/admission/admit-sources.ts';
import {sandboxSpec} from '#test/unit/sandbox/sandbox-fixture.ts';

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
  expect(await admitSources([large], spec, signal())).toEqual(admitHere([large], spec));
});

it('a refusal of a large source is the same, with its line and what to do', async () => {
  const wrong = {name: 'wrong.yaml', yaml: `${large.yaml}---\napiVersion: v1\nkind: Secret\n\n`};
  await expect(admitSources([wrong], spec, signal())).rejects.toMatchObject({
    name: 'UserError',
    code: 'refused',
    message: expect.stringMatching(/^wrong\.yaml line 40\d\d: kind Secret is not allowed here/) as string,
    next: expect.stringContaining('Allowed') as string,
  });
});

it('nobody waits while a large source is read', async () => {
  // the thread is there by then
  await admitSources([large], spec, signal());
  const here = await workedMs(async () =>
    Promise.resolve().then(() => expect(() => admitHere([slow], spec)).toThrow(refusal)),
  );
  const apart = await workedMs(async () => expect(admitSources([slow], spec, signal())).rejects.toThrow(refusal));
  expect(apart).toBeLessThan(here / 2);
});

it('what is called off is not waited for, and what comes next is read', async () => {
  const stopping = new AbortController();
  const reading = admitSources([slow], spec, stopping.signal);
  setTimeout(() => stopping.abort(new Error('called off')), 20);
  await expect(reading).rejects.toThrow('called off');
  expect(await admitSources([large], spec, signal())).toHaveLength(2);
});
