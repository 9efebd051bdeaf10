import {getCommandNames} from '../paced-bash.ts';

/** Commands of the simulated shell that no such image has. */
const notInImages = new Set([
  'help',
  'jq',
  'yq',
  'xan',
  'rg',
  'html-to-markdown',
  'sqlite3',
  'python',
  'python3',
  'js-exec',
]);
const shellCommands = getCommandNames().filter((name) => !notInImages.has(name));
/** Commands that this emulator adds to the shell's own, and one of its own that programs start too. */
const ofProcesses = ['trap', 'test', 'id', 'kill'];
const ofNetworks = ['wget', 'nslookup', 'ping', 'nc', 'ip', 'ifconfig'];

export const toolSetNames = ['busybox', 'coreutils', 'curl', 'jq'] as const;
export type ToolSetName = (typeof toolSetNames)[number];

/** Where the programs of each set are. */
export const toolSets: Readonly<Record<ToolSetName, readonly string[]>> = {
  busybox: [...shellCommands, ...ofProcesses, ...ofNetworks].map((name) => `/bin/${name}`),
  coreutils: [...shellCommands, ...ofProcesses].map((name) => `/bin/${name}`),
  curl: ['/usr/bin/curl'],
  jq: ['/usr/bin/jq'],
};
