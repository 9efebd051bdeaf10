import {time} from '#src/chat/time.ts';
import type {TaskResult} from '#src/workshop/sandbox-task.ts';
import {recordDays, type Workshop} from '#src/workshop/workshop.ts';
import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';

const minuteMs = 60_000;
/** Leaks that are named of each sort. */
const namedLimit = 6;

export interface WorkshopStatus {
  readonly workshop: Workshop;
  readonly labTitle: string;
  readonly joined: number;
  /** How many wait for a sandbox. */
  readonly inLine: number;
  /** Sandboxes that the cluster has room for in all; undefined while that is not known. */
  readonly fits: number | undefined;
  /** The other workshops that are open. */
  readonly others: readonly Workshop[];
}

const states: Readonly<Record<Workshop['state'], string>> = {
  open: '🟢 open',
  paused: '⏸ paused: nothing runs, nothing is lost',
  closing: '🔚 closing',
  closed: 'closed',
};

/** How a workshop is set up and how full it is. */
export function renderStatus(status: WorkshopStatus): ChatMessage {
  const {workshop, joined, inLine, fits, others} = status;
  const {channels, capacity, endsAt, sandboxMs} = workshop;
  const room = fits === undefined ? 'the cluster does not answer just now' : `the cluster has room for ${fits}`;
  const most = capacity === undefined ? room : `at most ${capacity}; ${room}`;
  return plainMessage(
    cut(
      [
        `**${plainText(workshop.name)}** · ${states[workshop.state]}`,
        `Lab: ${plainText(status.labTitle)} (${inlineCode(workshop.lab)})`,
        `Participants: ${channelLink(channels.participants)} · Facilitators: ${channelLink(channels.facilitators)}`,
        `Joined: ${joined} · in line: ${inLine} · ${most}`,
        `Ends: ${endsAt === undefined ? 'when it is closed' : timeBoth(endsAt)}`,
        `A sandbox lasts ${sandboxMs === undefined ? 'as long as the workshop' : `${Math.round(sandboxMs / minuteMs)} minutes`} · answers are ${workshop.replies}`,
        ...(others.length === 0
          ? []
          : [
              `Also open: ${others.map(({name, channels: {facilitators}}) => `${plainText(name)} in ${channelLink(facilitators)}`).join(', ')}`,
            ]),
      ].join('\n'),
      contentLimit,
    ),
  );
}

const timeBoth = (at: number): string => `${time(at, 't')}, ${time(at)}`;

/** What is left in the cluster of a workshop that was closed, in lists of names. */
export interface LeftBehind {
  readonly namespaces: readonly string[];
  readonly nodeLabels: readonly string[];
  readonly hostFolders: readonly string[];
  readonly pods: readonly string[];
  readonly unseen: readonly {readonly node: string; readonly reason: string}[];
}

/** The end of a workshop: how many sandboxes were removed, and what is left. Without leaks: they could not be looked for. */
export function renderCloseReport(
  name: string,
  results: readonly TaskResult[],
  leaks: LeftBehind | undefined,
): ChatMessage {
  const failed = results.filter(({state}) => state !== 'done').length;
  const removed = results.length - failed;
  const head = `**${plainText(name)} is closed.** ${removed} ${removed === 1 ? 'sandbox' : 'sandboxes'} removed${failed === 0 ? '' : `, **${failed} not**`}.`;
  const lines =
    leaks === undefined
      ? ['❔ The cluster did not answer when I looked for what is left. Look for the label `labrador.dev/workshop`.']
      : leakLines(leaks);
  const end = `The record stays for ${recordDays} days: \`/workshop export\` in this channel.`;
  return plainMessage(cut([`${failed === 0 ? '✅' : '⚠'} ${head}`, ...lines, end].join('\n'), contentLimit));
}

function leakLines({namespaces, nodeLabels, hostFolders, pods, unseen}: LeftBehind): string[] {
  const left = [
    ...leakLine('Namespaces', namespaces, 'see `kubectl get namespace NAME -o yaml` for what holds them'),
    ...leakLine('Labels on nodes', nodeLabels, 'remove them by `kubectl label node NODE KEY-`'),
    ...leakLine('Host folders', hostFolders, 'erase them below /var/lib/labrador/sandboxes'),
    ...leakLine('Pods', pods, 'they go with their namespaces'),
  ];
  const blind = unseen.map(
    ({node, reason}) => `❔ The host folders of ${plainText(node)} could not be seen: ${plainText(cut(reason, 100))}`,
  );
  return left.length === 0 && blind.length === 0
    ? ['Nothing is left behind: no namespace, no label on a node, no host folder, no Pod.']
    : [...left, ...blind.slice(0, namedLimit)];
}

function leakLine(what: string, names: readonly string[], next: string): string[] {
  if (names.length === 0) return [];
  const more = names.length > namedLimit ? ` and ${names.length - namedLimit} more` : '';
  return [
    `⚠ **${what} left: ${names.length}**: ${names.slice(0, namedLimit).map(inlineCode).join(', ')}${more} → ${next}`,
  ];
}
