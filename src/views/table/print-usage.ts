import {billionthsOf} from '#src/kubernetes/quantity.ts';
import {plain} from '#src/kinds/short-item.ts';
import {alignColumns} from './align-columns.ts';
import {cutMiddle, factLines, phoneColumns} from './phone-lines.ts';

type Amounts = Readonly<Record<string, string>>;

interface PodUsage {
  readonly metadata: {readonly name: string};
  readonly containers: readonly {readonly name: string; readonly usage: Amounts}[];
}

export interface NodeUsage {
  readonly name: string;
  /** Undefined where nothing is known of it. */
  readonly usage: Amounts | undefined;
  /** What it has. */
  readonly available: Amounts;
}

interface UsageOptions {
  readonly sortBy?: 'cpu' | 'memory' | undefined;
  readonly noHeaders: boolean;
}

interface PodUsageOptions extends UsageOptions {
  readonly containers: boolean;
  readonly sum: boolean;
}

/** What something uses, in billionths: of a core, of a byte. */
interface Used {
  readonly name: string;
  readonly cpu: bigint;
  readonly memory: bigint;
}

interface Printed {
  readonly text: string;
  /** For a phone. */
  readonly short: string;
}

const unknown = '<unknown>';

/** What `kubectl top pods` prints of these. */
export function printPodUsage(pods: readonly PodUsage[], options: PodUsageOptions): Printed {
  const all = inOrder(
    pods.map(({metadata, containers}) => ({
      ...sumOf(metadata.name, containers.map(usedBy)),
      containers: inOrder(containers.map(usedBy), options),
    })),
    options,
  );
  const headers = [...(options.containers ? ['POD'] : []), 'NAME', 'CPU(cores)', 'MEMORY(bytes)'];
  const rows = all.flatMap(({containers, ...pod}) =>
    options.containers
      ? containers.map((container) => [pod.name, container.name, ...amountsOf(container)])
      : [[pod.name, ...amountsOf(pod)]],
  );
  const total = sumOf('', all);
  // kubectl counts its columns without the one for the Pod of a container
  const before = options.containers && !options.noHeaders ? ['', ''] : [''];
  const sum = [before.concat('________', '________'), before.concat(amountsOf(total))];
  const short = all.flatMap(({containers, ...pod}) =>
    itemLines(pod.name, options.containers ? [] : factsOf(pod)).concat(
      options.containers ? containers.flatMap((one) => factLines([one.name].concat(factsOf(one)))) : [],
    ),
  );
  return {
    text: aligned([...(options.noHeaders ? [] : [headers]), ...rows, ...(options.sum ? sum : [])]),
    short: [...short, ...(options.sum ? factLines(['all', ...factsOf(total)]) : [])].join('\n'),
  };
}

/** What `kubectl top nodes` prints of these. */
export function printNodeUsage(nodes: readonly NodeUsage[], options: UsageOptions): Printed {
  const known = inOrder(
    nodes.flatMap(({name, usage, available}) => (usage === undefined ? [] : [{...usedBy({name, usage}), available}])),
    options,
  );
  const lost = nodes.filter(({usage}) => usage === undefined).map(({name}) => name);
  const headers = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'];
  const rows = known.map(({available, ...node}) => {
    const [cpu, memory] = amountsOf(node);
    return [
      node.name,
      cpu,
      ...shareOf(node.cpu, available['cpu']),
      memory,
      ...shareOf(node.memory, available['memory']),
    ];
  });
  const short = known.flatMap(({available, ...node}) =>
    itemLines(node.name, [
      ...factsOf(node),
      ...shareOf(node.cpu, available['cpu']).map((share) => `${share} CPU`),
      ...shareOf(node.memory, available['memory']).map((share) => `${share} memory`),
    ]),
  );
  return {
    text: aligned([
      ...(options.noHeaders ? [] : [headers]),
      ...rows,
      ...lost.map((name) => [name, unknown, unknown, unknown, unknown]),
    ]),
    short: [...short, ...lost.flatMap((name) => itemLines(name, [unknown]))].join('\n'),
  };
}

function usedBy({name, usage}: {name: string; usage: Amounts}): Used {
  const amount = (resource: string): bigint => billionthsOf(usage[resource] ?? '0');
  return {name, cpu: amount('cpu'), memory: amount('memory')};
}

function sumOf(name: string, parts: readonly Used[]): Used {
  const sum = (resource: 'cpu' | 'memory'): bigint => parts.reduce((all, part) => all + part[resource], 0n);
  return {name, cpu: sum('cpu'), memory: sum('memory')};
}

/** By name, or what uses the most first. */
function inOrder<Item extends Used>(items: readonly Item[], {sortBy}: UsageOptions): Item[] {
  return items.toSorted((one, other) => {
    if (sortBy === undefined) return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
    return Number(thousandths(other[sortBy]) - thousandths(one[sortBy]));
  });
}

const mebibyte = 1024n * 1024n;

/** Rounded up, as the API's own arithmetic does. */
const thousandths = (billionths: bigint): bigint => (billionths + 999_999n) / 1_000_000n;

function amountsOf({cpu, memory}: Used): [cpu: string, memory: string] {
  const bytes = (memory + 999_999_999n) / 1_000_000_000n;
  return [`${thousandths(cpu)}m`, `${bytes / mebibyte}Mi`];
}

function shareOf(used: bigint, available: string | undefined): string[] {
  if (available === undefined) return [];
  const all = thousandths(billionthsOf(available));
  const percent = all === 0n ? 0 : Math.trunc((Number(thousandths(used)) / Number(all)) * 100);
  return [`${percent}%`];
}

const factsOf = (used: Used): string[] => {
  const [cpu, memory] = amountsOf(used);
  return [`${cpu} CPU`, `${memory} memory`];
};

const itemLines = (name: string, facts: readonly string[]): string[] => [
  `${plain} ${cutMiddle(name, phoneColumns - 2)}`,
  ...factLines(facts),
];

/** Each cell ends with a tab here, the last one too. */
const aligned = (lines: readonly (readonly string[])[]): string =>
  alignColumns(lines.map((cells) => [...cells, ''])).replace(/\n$/u, '');
