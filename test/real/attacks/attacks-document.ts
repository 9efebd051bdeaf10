import type {Attack, Judged} from './attack.ts';
import type {PassageResult} from './passages.ts';
import {shortEvidence, verdictText} from './report.ts';

const introduction = `# Attacks

What a hostile participant can try, and who stops it, as it was played on a real cluster next to a participant who means well.

    TEST_KUBECONFIG=... npm run test:attacks

Every threat is tried by every path on which it can arrive, and afterwards the administrator looks into the cluster whether
its effect is there: a refusal alone is no evidence. \`kubectl apply -f\` is no path of its own: it takes the lab's files and
no others. The run fails when an attack through the chat is not stopped, or another one neither stopped nor beyond what the
cluster can enforce. At its end the lab is played from its first step to its last while another participant floods the bot,
and nothing that Labrador printed at log level \`trace\` may hold a token or a kubeconfig.

Which wall held an attack is told from the answer: the code under which the bot logs the command, or the reason and message
of the API server's Status; for traffic, from what a Pod that no policy confines reached at the same time. An object that
the bot refused is sent once more past it, as the sandbox's own account straight at the API server (as a dry run): then the
walls of both are named.

This page is written by \`node test/real/attacks/main.ts --write\`.
`;

/** Where an attack comes from, and what that means. */
const headings: Readonly<Record<Attack['group'], string>> = {
  'through the chat': 'What any participant can do.',
  'in a container': 'A process in a container of one’s own, started with `exec` or by one’s own YAML.',
  'as the learner’s account':
    'Raw requests with the rights of `system:serviceaccount:NAMESPACE:learner`, past the bot. No participant has credentials for them: only the bot acts as that account.',
  'as the bot’s account': 'Raw requests with the bot’s own token, should it be stolen.',
};

const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '\\<');

/** Attacks of the same name that the same one stopped, as one row. */
interface Row {
  readonly first: Judged;
  readonly paths: string[];
}

function rowsOf(all: readonly Judged[]): Row[] {
  const rows = new Map<string, Row>();
  for (const judged of all) {
    const key = `${judged.attack.name}\n${verdictText(judged)}`;
    const path = shortEvidence(judged.attack.path, 160);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, {first: judged, paths: [path]});
    else if (!row.paths.includes(path)) row.paths.push(path);
  }
  return [...rows.values()];
}

/** An evidence of the first path stands for all of them. */
function line({first, paths}: Row): string {
  const {attack, verdict} = first;
  const evidence = evidenceOf(verdict);
  return `| ${[attack.name, attack.threat, paths.join(' · '), verdictText(first), evidence].map(cell).join(' | ')} |`;
}

function evidenceOf(verdict: Judged['verdict']): string {
  if (verdict.kind === 'not enforceable') return verdict.why;
  const first = shortEvidence(verdict.evidence, 140);
  if (verdict.kind !== 'stopped' || verdict.behind === undefined) return first;
  const {behind} = verdict;
  return `${first} — past the bot: ${behind.by === undefined ? behind.why : shortEvidence(behind.evidence, 140)}`;
}

/** What a page says besides the attacks. */
interface Played {
  /** The cluster's, as it says itself. */
  readonly version: string;
  readonly passages: readonly PassageResult[];
}

function sectionOf(passages: readonly PassageResult[]): string {
  const rows = passages.map(
    ({name, isOpen, evidence}) => `| ${[name, isOpen ? 'yes' : 'NO', evidence].map(cell).join(' | ')} |`,
  );
  return [
    '## What comes through all the same',
    '',
    '| traffic | comes through | evidence |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The page that lists all attacks. */
export function attacksDocument(all: readonly Judged[], {version, passages}: Played): string {
  const groups = [...new Set(all.map(({attack}) => attack.group))];
  const sections = groups.map((group) => {
    const here = all.filter(({attack}) => attack.group === group);
    const stopped = here.filter(({verdict}) => verdict.kind === 'stopped').length;
    return [
      `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
      '',
      `${headings[group]} ${here.length} attacks, ${stopped} of them stopped.`,
      '',
      '| attack | at stake | paths | held by | evidence, of the first path |',
      '|---|---|---|---|---|',
      ...rowsOf(here).map(line),
    ].join('\n');
  });
  return `${[introduction, `Played on Kubernetes ${version}.`, '', [...sections, sectionOf(passages)].join('\n\n')].join('\n')}\n`;
}
