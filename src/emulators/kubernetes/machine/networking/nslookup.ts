import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {NetworkAccess, ProcessOptions} from '../process.ts';
import {readResolverFile} from './resolver.ts';

const nobody = ';; connection timed out; no servers could be reached\n\n';
const noNetwork = 'nslookup: network is unreachable\n';

/**
 * busybox's `nslookup`, which asks for both kinds of addresses: a name without a dot below each search domain, any other as
 * it is. It does not look into `/etc/hosts`.
 */
export function nslookupCommand({files, network}: Pick<ProcessOptions, 'files' | 'network'>): Command {
  return defineCommand('nslookup', async (args) => {
    const types = args.flatMap((arg) => /^-(?:type|querytype)=(.*)$/i.exec(arg)?.[1]?.toUpperCase() ?? []);
    const [name, askedServer] = args.filter((arg) => !arg.startsWith('-'));
    if (name === undefined)
      return failed('BusyBox v1.36.1 multi-call binary.\n\nUsage: nslookup [-type=QUERY_TYPE] HOST [DNS_SERVER]\n');
    if (network === undefined) return failed(noNetwork);
    const {servers, search} = readResolverFile(files);
    const server = askedServer ?? servers[0] ?? '127.0.0.1';
    if (!network.isDns(server)) return {stdout: nobody, stderr: '', exitCode: 1};
    const reversed = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(name);
    const names = reversed === null && !name.includes('.') ? search.map((domain) => `${name}.${domain}`) : [name];
    const queries =
      reversed === null
        ? (types.length === 0 ? ['A', 'AAAA'] : types).flatMap((type) => names.map((asked) => ({asked, type})))
        : [{asked: `${reversed.slice(1).reverse().join('.')}.in-addr.arpa`, type: 'PTR'}];
    const answers = queries.map(({asked, type}) => answer(network, asked, type));
    return {
      stdout: `Server:\t\t${server}\nAddress:\t${server}:53\n\n${answers.map(({text}) => `${text}\n`).join('')}`,
      stderr: '',
      exitCode: answers.some(({isKnown}) => !isKnown) ? 1 : 0,
    };
  });
}

function answer(network: NetworkAccess, asked: string, type: string): {text: string; isKnown: boolean} {
  const found = network.lookUp(asked);
  switch (found.kind) {
    case 'addresses':
      return {
        text: type === 'A' ? found.addresses.map((ip) => `Name:\t${asked}\nAddress: ${ip}\n`).join('') : '',
        isKnown: true,
      };
    case 'alias': {
      const behind = type === 'A' && found.name !== asked ? network.lookUp(found.name) : undefined;
      const addresses = behind?.kind === 'addresses' ? behind.addresses : [];
      const lines = addresses.map((ip) => `Name:\t${found.name}\nAddress: ${ip}\n`);
      return {text: `${asked}\tcanonical name = ${found.name}\n${lines.join('')}`, isKnown: true};
    }
    case 'name':
      return {text: `${asked}\tname = ${found.name}\n`, isKnown: true};
    case 'unknown':
      return {text: `** server can't find ${asked}: NXDOMAIN\n`, isKnown: false};
  }
}

function failed(stderr: string): {stdout: string; stderr: string; exitCode: number} {
  return {stdout: '', stderr, exitCode: 1};
}
