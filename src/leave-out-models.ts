import {registerHooks} from 'node:module';

// Imported before anything that reads a kubeconfig. For two functions of it, client-node's `KubeConfig` imports a class for each
// object of every version of the API, and a client for each group: 30 MiB, of which nothing is used here. The hook is for
// this import alone, since every import takes longer under one.
const usedOfModels = `export {createConfiguration} from './configuration.js';
export {ServerConfiguration} from './servers.js';`;

const hooks = registerHooks({
  load: (url, context, next) =>
    url.endsWith('/@kubernetes/client-node/dist/gen/index.js')
      ? {format: 'module', shortCircuit: true, source: usedOfModels}
      : next(url, context),
});
await import('@kubernetes/client-node/dist/config.js');
hooks.deregister();
