import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';
import {variables, readConfig} from '#src/config.ts';

const root = join(import.meta.dirname, '..', '..');
const text = await readFile(join(root, 'docker-compose.yml'), 'utf8');
const serviceSchema = z.looseObject({
  environment: z.record(z.string(), z.string()),
  healthcheck: z.looseObject({test: z.array(z.string())}),
});
const {services} = z
  .looseObject({services: z.looseObject({bot: serviceSchema, worker: serviceSchema})})
  .parse(parse(text, {merge: true}));

/** What the containers of `docker-compose.yml` have no use for. */
const notApplicable = {
  PORT: 'the emulated chat’s page, which bot and worker alone have not',
  DATA_DIR: 'data of the private Redis and the emulators, likewise',
};

/** What is read besides: how the cluster is reached. */
const proxies = {HTTPS_PROXY: 'http://proxy:3128', HTTP_PROXY: 'http://plain:3128', NO_PROXY: 'k3s,.local'};

/** As Compose fills in `${NAME:-default}`. */
const filledIn = (environment: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+):-([^}]*)\}/g, (_, variable: string, otherwise: string) =>
        variables[variable] ? variables[variable] : otherwise,
      ),
    ]),
  );

test.each(['bot', 'worker'] as const)('the %s of Docker Compose is given every setting', (role) => {
  const {environment} = services[role];
  const wanted = [...variables, ...Object.keys(proxies)];
  expect([...Object.keys(environment), ...Object.keys(notApplicable)].sort()).toEqual(wanted.sort());
});

test.each(['bot', 'worker'] as const)('the health of the %s is asked by what Podman reads as Docker does', (role) => {
  const [kind, ...command] = services[role].healthcheck.test;
  expect(kind).toBe('CMD');
  expect(command.filter((argument) => /\s/.test(argument))).toEqual([]);
});

test('what .env does not say is as without Docker Compose', () => {
  const token = {DISCORD_TOKEN: 'a-token'};
  const fixed = {CLUSTER: 'kubeconfig', KUBECONFIG: '/kubeconfig/labrador.kubeconfig', REDIS_URL: 'redis://redis:6379'};
  expect(readConfig(filledIn(services.bot.environment, token), ['bot'])).toEqual({
    ...readConfig({...token, ...fixed}, ['bot']),
    labsDir: '/labs',
  });
});

test('proxies on the way to the cluster are those of .env', () => {
  const filled = filledIn(services.worker.environment, {DISCORD_TOKEN: 'a-token', ...proxies});
  expect(readConfig(filled, ['worker']).proxies).toEqual({
    https: proxies.HTTPS_PROXY,
    http: proxies.HTTP_PROXY,
    none: proxies.NO_PROXY,
  });
});

test('.env.example has a line for all that docker-compose.yml takes from it, and no other', async () => {
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const taken = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name));
  const named = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(named).toHaveLength(taken.size);
  expect(new Set(named)).toEqual(taken);
});

test('.env.example as it is says what docker-compose.yml says without it', async () => {
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const lines = Object.fromEntries([...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  for (const [, name = '', otherwise] of text.matchAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g)) {
    expect({name, value: lines[name]}).toEqual({name, value: otherwise});
  }
});
