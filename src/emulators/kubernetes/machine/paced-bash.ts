import {registerHooks} from 'node:module';
import {paceSource} from './pace-source.ts';

const library = /\/node_modules\/just-bash\/dist\/bundle\//;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!library.test(url) || loaded.source === undefined || loaded.source === null) return loaded;
    const {source} = loaded;
    return {
      ...loaded,
      source: paceSource(typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString()),
    };
  },
});

// oxlint-disable-next-line no-restricted-imports -- after the hook, and so by no import of a module's own
export const {Bash, decodeBytesToUtf8, defineCommand, getCommandNames, latin1FromBytes} = await import('just-bash');
