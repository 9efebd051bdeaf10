import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {ProcessOptions} from '../process.ts';
import {resolve} from './resolver.ts';

/** busybox's `hostname`: the name, its addresses (`-i`), or its parts (`-s`, `-f`, `-d`). */
export function hostnameCommand({hostname, files, network}: ProcessOptions): Command {
  return defineCommand('hostname', async ([option, ...rest]) => {
    const done = (text: string) => ({stdout: `${text}\n`, stderr: '', exitCode: 0});
    if (option === undefined || option === '-s')
      return done(option === undefined ? hostname : (hostname.split('.')[0] ?? ''));
    if (!option.startsWith('-') || rest.length > 0) {
      return {stdout: '', stderr: 'hostname: sethostname: Operation not permitted\n', exitCode: 1};
    }
    if (option === '-i') {
      const addresses = resolve(hostname, files, network);
      return addresses.length > 0
        ? done(addresses.join(' '))
        : {stdout: '', stderr: `hostname: ${hostname}: Unknown host\n`, exitCode: 1};
    }
    const full = fullName(Buffer.from(files.read('/etc/hosts')).toString('utf8'), hostname);
    return done(option === '-d' ? full.split('.').slice(1).join('.') : full);
  });
}

function fullName(hosts: string, hostname: string): string {
  const lines = hosts.split('\n').map((line) => line.split(/\s+/).slice(1));
  return lines.find((names) => names.includes(hostname))?.[0] ?? hostname;
}
