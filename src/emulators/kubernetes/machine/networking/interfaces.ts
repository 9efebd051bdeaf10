import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {NetworkAccess} from '../process.ts';

type Network = NetworkAccess | undefined;

/** busybox's `ip`, as far as it shows addresses, links and routes. */
export function ipCommand(network: Network): Command {
  return defineCommand('ip', async (args) => {
    const words = args.filter((arg) => !arg.startsWith('-'));
    const [object = '', verb = 'show'] = words;
    const isShown = ['show', 'list', 's', 'l', 'sh', 'ls'].includes(verb);
    if (isShown && 'address'.startsWith(object) && object !== '') return printed(addresses(network, true));
    if (isShown && 'link'.startsWith(object) && object !== '') return printed(addresses(network, false));
    if (isShown && 'route'.startsWith(object) && object !== '') return printed(routes(network));
    return {
      stdout: '',
      stderr: 'BusyBox v1.36.1 multi-call binary.\n\nUsage: ip [OPTIONS] address|route|link [ARGS]\n',
      exitCode: 1,
    };
  });
}

/** busybox's `ifconfig`, as far as it shows. */
export function ifconfigCommand(network: Network): Command {
  return defineCommand('ifconfig', async ([name]) => {
    const ip = network?.ownAddress();
    const all = [...(ip === undefined ? [] : [{name: 'eth0', text: ethernet(ip)}]), {name: 'lo', text: loopback}];
    const shown = name === undefined || name === '-a' ? all : all.filter((one) => one.name === name);
    if (shown.length > 0) return printed(shown.map(({text}) => `${text}\n`).join(''));
    return {
      stdout: '',
      stderr: `ifconfig: ${name}: error fetching interface information: Device not found\n`,
      exitCode: 1,
    };
  });
}

const printed = (stdout: string) => ({stdout, stderr: '', exitCode: 0});

/** Networks of Pods make the address of the hardware of that of the Pod. */
function hardwareAddress(ip: string): string {
  return ['0a', '58', ...ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':');
}

const broadcast = (ip: string): string => ip.replace(/\d+$/, '255');
const lastPart = (ip: string): number => Number(ip.split('.').at(-1));

function addresses(network: Network, withAddresses: boolean): string {
  const ip = network?.ownAddress();
  const forever = '       valid_lft forever preferred_lft forever\n';
  const inet = (text: string): string => (withAddresses ? `    inet ${text}\n${forever}` : '');
  const lo = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue ${withAddresses ? '' : 'state UNKNOWN '}qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n${inet('127.0.0.1/8 scope host lo')}`;
  if (ip === undefined) return lo;
  const peer = lastPart(ip) + 1;
  return `${lo}2: eth0@if${peer}: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue ${withAddresses ? '' : 'state UP '}qlen 1000\n    link/ether ${hardwareAddress(ip)} brd ff:ff:ff:ff:ff:ff\n${inet(`${ip}/24 brd ${broadcast(ip)} scope global eth0`)}`;
}

function routes(network: Network): string {
  const ip = network?.ownAddress();
  if (ip === undefined) return '';
  const gateway = ip.replace(/\d+$/, '1');
  return `default via ${gateway} dev eth0 \n${ip.replace(/\d+$/, '0')}/24 dev eth0 scope link  src ${ip} \n`;
}

const counters = `          RX packets:0 errors:0 dropped:0 overruns:0 frame:0
          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0
          collisions:0 txqueuelen:1000 
          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)
`;

function ethernet(ip: string): string {
  return `eth0      Link encap:Ethernet  HWaddr ${hardwareAddress(ip).toUpperCase()}  
          inet addr:${ip}  Bcast:${broadcast(ip)}  Mask:255.255.255.0
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
${counters}`;
}

const loopback = `lo        Link encap:Local Loopback  
          inet addr:127.0.0.1  Mask:255.0.0.0
          UP LOOPBACK RUNNING  MTU:65536  Metric:1
${counters}`;
