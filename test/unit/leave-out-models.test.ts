import {execFile} from 'node:child_process';
import {resolve} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Imports what bot and worker import first, in a process of its own, and prints what of client-node that took. */
const program = `
import {registerHooks} from 'node:module';
const urls = [];
registerHooks({load: (url, context, next) => (urls.push(url), next(url, context))});
await import('./src/leave-out-models.ts');
const {KubeConfig} = await import('@kubernetes/client-node/dist/config.js');
const config = new KubeConfig();
config.loadFromClusterAndUser({name: 'one', server: 'http://127.0.0.1:1'}, {name: 'ada'});
const api = config.makeApiClient(class { constructor(configuration) { this.server = configuration.baseServer; } });
const own = urls.filter((url) => url.includes('/@kubernetes/client-node/'));
console.log(JSON.stringify({
  server: await api.server.makeRequestContext('/version', 'GET').getUrl(),
  config: own.filter((url) => url.endsWith('/dist/config.js')).length,
  models: own.filter((url) => url.includes('/gen/models/') || url.includes('/gen/apis/')).length,
}));
`;

it('a kubeconfig is read as ever, without a class for each object of the API', async () => {
  const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {cwd: root});
  expect(JSON.parse(stdout)).toEqual({server: 'http://127.0.0.1:1/version', config: 1, models: 0});
});
