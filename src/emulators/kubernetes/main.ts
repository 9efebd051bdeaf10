import {writeFile} from 'node:fs/promises';
import {startKubernetesEmulator} from './kubernetes-emulator.ts';

/** Runs the emulated cluster alone: `node main.ts [KUBECONFIG-PATH]`, on the port that PORT names. */
const [path] = process.argv.slice(2);
const emulator = await startKubernetesEmulator({
  port: Number(process.env['PORT'] ?? '0'),
  log: (line) => console.error(line),
});
console.log(emulator.url);
if (path === undefined) console.log(emulator.kubeconfig);
else await writeFile(path, emulator.kubeconfig, {mode: 0o600});

const stop = (): void => {
  void emulator.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
