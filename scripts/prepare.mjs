// Plain Node without dependencies: it runs before anything is installed, on whatever Node the machine has.
import {spawn} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {constants} from 'node:os';
import {delimiter, join} from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const needsRedis = process.argv.includes('redis') && !process.env.REDIS_URL;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const say = (line) => process.stderr.write(`${line}\n`);
const fail = (line) => {
  say(line);
  process.exit(1);
};

/** What it runs ends with it: an installation that goes on by itself meets that of the next start. Answers the exit code. */
const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {cwd: root, stdio: ['ignore', 'inherit', 'inherit']});
    let endedBy;
    const end = (signal) => {
      endedBy = signal;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, end);
    child.on('error', () => resolve(1));
    child.on('exit', (code) => {
      if (endedBy !== undefined) process.exit(128 + constants.signals[endedBy]);
      for (const signal of signals) process.off(signal, end);
      resolve(code);
    });
  });

async function installDependencies() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
  if (isCurrent) return;
  say('Installing dependencies (about a minute, once) …');
  if ((await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) !== 0) {
    fail('The dependencies could not be installed. Check the network, then type: npm ci');
  }
}

const isOnPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

/** How each package manager is asked for Redis; the first one that the machine has is used. */
const packageManagers = [
  {
    command: 'apt-get',
    steps: [
      ['apt-get', 'update', '-q'],
      ['apt-get', 'install', '-y', '-q', 'redis-server'],
    ],
    needsRoot: true,
  },
  {command: 'dnf', steps: [['dnf', 'install', '-y', 'redis']], needsRoot: true},
  {command: 'apk', steps: [['apk', 'add', 'redis']], needsRoot: true},
  {command: 'pacman', steps: [['pacman', '-S', '--noconfirm', 'redis']], needsRoot: true},
  {command: 'brew', steps: [['brew', 'install', 'redis']], needsRoot: false},
];

async function installRedis() {
  if (isOnPath('redis-server')) return;
  const manager = packageManagers.find(({command}) => isOnPath(command));
  if (manager === undefined) {
    fail('Redis is missing. Install redis-server 6.2 or newer, or set REDIS_URL to one that runs, then try again.');
  }
  const lines = manager.steps.map((step) => step.join(' '));
  if (manager.needsRoot && process.getuid?.() !== 0) {
    fail(`Redis is missing. Type: ${lines.map((line) => `sudo ${line}`).join(' && ')}`);
  }
  say('Installing Redis …');
  for (const [command, ...args] of manager.steps) {
    if ((await run(command, args)) !== 0) fail(`Redis could not be installed. Type: ${lines.join(' && ')}`);
  }
}

await installDependencies();
if (needsRedis) await installRedis();
