import {minSteps} from './compare.ts';
import type {Explanation} from './explained.ts';
import {yardstick} from '#test/support/kubectl-binary.ts';

const introduction = `# Fidelity

The Kubernetes emulator is held against a real cluster: the same lines of the real kubectl and the same requests are
played on both, and what they answer is compared without uids, hashes, addresses, times and padding. Of a \`--watch\` of
Pods, the distinct statuses of each are compared. A server's bookkeeping in \`managedFields\` and its prose about columns are left
out, and so is what a controller writes whenever it gets to it, where a step asks for something else.

    TEST_KUBECONFIG=... npm run test:fidelity

The steps are every line of the lab's text, every verb of every row of \`src/emulators/kubernetes/support.ts\` with what it
is refused for, what is wrong with objects of each kind, and the errors that a learner meets. The run fails when the real cluster was not seen to do one of those rows.

The cluster must be one of ${yardstick} that may be written to, of three nodes; where containers matter, Pods are kept on its
node \`lab-node\`, as the others may be hollow. Every theme has a namespace of its own there, which is removed, and nodes
get their labels and taints back as they were. No other kubelet runs on its machine: two share the folder of the
containers' logs, and each clears away what is not its own. One kubectl of ${yardstick} types all lines: the one that KUBECTL names, else
the PATH's. Where the machine has an older one (\`kubectl.1.31\`), it types the lab's lines once more. Themes that are named
(\`npm run test:fidelity -- errors limits\`) are played alone.

At least ${minSteps.toLocaleString('en')} steps are played. At most 1 % of them may differ, also of those that are not easy (something that is not there,
is forbidden, or is empty), and each that does is listed here with its reason. The run fails when another differs, when a
listed one does not differ any more, or when this page is not what \`test/real/fidelity/explained.ts\` says
(\`node test/real/fidelity/main.ts --write\` writes it).
`;

/** The page that lists what differs. */
export function fidelityDocument(explanations: readonly Explanation[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = explanations.map(
    ({theme, step, differs, why}) => `| ${cell(theme)}: \`${cell(step)}\` | ${cell(differs)} | ${cell(why)} |`,
  );
  const table = rows.length === 0 ? ['Nothing differs.'] : ['| step | what differs | why |', '|---|---|---|', ...rows];
  return `${introduction}\n${table.join('\n')}\n`;
}
