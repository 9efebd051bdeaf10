import type {Explanation} from './explained.ts';

const INTRODUCTION = `# Fidelity

The Kubernetes emulator is held against a real cluster: the same lines of the real kubectl and the same requests are
played on both, and what they answer is compared without uids, hashes, addresses, times and padding. Of a \`--watch\`,
the distinct statuses of each Pod are compared. A server's bookkeeping in \`managedFields\` is left out.

    TEST_KUBECONFIG=... npm run test:fidelity

The cluster must be one that may be written to; every theme has a namespace of its own there, which is removed. At most
5 % of the steps may differ, and each that does is listed here with its reason. The run fails when another differs,
when a listed one does not differ any more, or when this page is not what \`test/fidelity/explained.ts\` says
(\`node test/fidelity/main.ts --write\` writes it).
`;

/** The page that lists what differs. */
export function fidelityDocument(explanations: readonly Explanation[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = explanations.map(
    ({theme, step, differs, why}) => `| ${cell(theme)}: \`${cell(step)}\` | ${cell(differs)} | ${cell(why)} |`,
  );
  const table = rows.length === 0 ? ['Nothing differs.'] : ['| step | what differs | why |', '|---|---|---|', ...rows];
  return `${INTRODUCTION}\n${table.join('\n')}\n`;
}
