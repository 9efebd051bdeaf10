import {time} from '#src/chat/time.ts';
import type {TaskResult} from '#src/workshop/sandbox-task.ts';
import type {Lab} from '#src/lab/lab.ts';
import {recordDays, type Workshop} from '#src/workshop/workshop.ts';
import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {words} from '#src/words/words.ts';

const minuteMs = 60_000;
/** Leaks that are named of each sort. */
const namedLimit = 6;

export interface WorkshopStatus {
  readonly workshop: Workshop;
  readonly lab: Pick<Lab, 'title' | 'requires'>;
  readonly joined: number;
  /** How many wait for a sandbox. */
  readonly inLine: number;
  /** Sandboxes that the cluster has room for in all; undefined while that is not known. */
  readonly fits: number | undefined;
  /** The other workshops that are open. */
  readonly others: readonly Workshop[];
}

/** How a workshop is set up and how full it is. */
export function renderStatus(status: WorkshopStatus): ChatMessage {
  const {workshop, lab, joined, inLine, fits, others} = status;
  const {channels, capacity, endsAt, sandboxMs} = workshop;
  const said = words().facilitating.status;
  const fitting = fits === undefined ? said.noRoomKnown : said.room({fits});
  const room = capacity === undefined ? fitting : said.atMost({capacity, room: fitting});
  const lasts =
    sandboxMs === undefined ? said.lastsAsWorkshop : said.lasts({minutes: Math.round(sandboxMs / minuteMs)});
  const openIn = ({name, channels: {facilitators}}: Workshop): string =>
    said.openIn({name: plainText(name), channel: channelLink(facilitators)});
  return plainMessage(
    cut(
      [
        `**${plainText(workshop.name)}** · ${said.states[workshop.state]}`,
        said.lab({title: plainText(lab.title), name: inlineCode(workshop.lab)}),
        ...lab.requires.map((one) => said.requires[one]),
        said.channels({
          participants: channelLink(channels.participants),
          facilitators: channelLink(channels.facilitators),
        }),
        said.joined({joined, inLine, room}),
        endsAt === undefined ? said.endsWhenClosed : said.ends({at: time(endsAt, 't'), ago: time(endsAt)}),
        `${lasts} · ${said.answers[workshop.replies]}`,
        ...(others.length === 0 ? [] : [said.alsoOpen({workshops: others.map(openIn).join(', ')})]),
      ].join('\n'),
      contentLimit,
    ),
  );
}

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
  const said = words().facilitating.report;
  const closed = {name: plainText(name), count: removed};
  const head = failed === 0 ? said.removed(closed) : said.removedNotAll({...closed, failed});
  const lines = leaks === undefined ? [`❔ ${said.notLookedFor}`] : leakLines(leaks);
  const end = said.stays({days: recordDays});
  return plainMessage(cut([`${failed === 0 ? '✅' : '⚠'} ${head}`, ...lines, end].join('\n'), contentLimit));
}

type LeakKind = Exclude<keyof LeftBehind, 'unseen'>;
const leakKinds: readonly LeakKind[] = ['namespaces', 'nodeLabels', 'hostFolders', 'pods'];

function leakLines(leaks: LeftBehind): string[] {
  const said = words().facilitating.report;
  const left = leakKinds.flatMap((kind) => leakLine(kind, leaks[kind]));
  const blind = leaks.unseen.map(
    ({node, reason}) => `❔ ${said.unseen({node: plainText(node), reason: plainText(cut(reason, 100))})}`,
  );
  return left.length === 0 && blind.length === 0 ? [said.nothingLeft] : [...left, ...blind.slice(0, namedLimit)];
}

function leakLine(kind: LeakKind, names: readonly string[]): string[] {
  const said = words().facilitating.report;
  if (names.length === 0) return [];
  const named = names.slice(0, namedLimit).map(inlineCode).join(', ');
  const all = names.length > namedLimit ? said.more({names: named, count: names.length - namedLimit}) : named;
  return [`⚠ ${said[kind]({count: names.length, names: all})}`];
}
