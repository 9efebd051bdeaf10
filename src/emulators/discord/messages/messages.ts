import {
  EmbedType,
  MessageFlags,
  MessageType,
  RESTJSONErrorCodes,
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import type {Changes} from '../state/changes.ts';
import {asNodes, numberComponents, walkComponents} from './component-tree.ts';
import {refusal} from '../discord-error.ts';
import {refuseIssues} from '../validation/form-issues.ts';
import {attachmentBytes, pinLimit} from '../limits.ts';
import type {Threads} from '../threads.ts';
import {findMentions} from './mentions.ts';
import {allowedMentionIssues, listedAttachmentIssues, messageIssues} from './message-rules.ts';
import type {ChatState, MessageBody, MessageRecord, MessageVersion} from '../state/state.ts';

/** A file as it came in, `index` being the n of `files[n]`. */
export interface UploadedFile {
  index: number;
  filename: string;
  contentType: string;
  data: Buffer;
}

/** A body that Discord's schema has accepted, with the files that came along. */
export interface MessageRequest {
  body: Record<string, unknown>;
  files: readonly UploadedFile[];
  /** Where in the request the body lies, for what is refused; an interaction's callback has it in `data`. */
  at?: readonly PropertyKey[];
}

interface AttachmentPlan {
  staying: string[];
  added: {file: UploadedFile; description: string | undefined}[];
}

interface NewMessage {
  channelId: string;
  authorId: string;
  type?: MessageType;
  nonce?: string | number | undefined;
  replyToId?: string | undefined;
  interactionId?: string | undefined;
  ephemeralFor?: string | undefined;
}

export interface Messages {
  create(about: NewMessage, request: MessageRequest): MessageRecord;
  /** A line of the chat's own, of what somebody did there: it says nothing itself. */
  note(about: NewMessage & {type: MessageType; mentionIds?: string[]}): MessageRecord;
  /** Shows that an answer is on its way. */
  createPlaceholder(about: NewMessage): MessageRecord;
  /** Applies a partial body; the first edit of a placeholder fills it, and does not count as an edit. */
  edit(message: MessageRecord, request: MessageRequest): MessageRecord;
  remove(message: MessageRecord): void;
  setPinned(message: MessageRecord, isPinned: boolean): void;
  /** Stores a file, and returns the attachment's identifier. */
  attach(channelId: string, file: Omit<UploadedFile, 'index'>, description?: string): string;
}

/** Flags that a sender decides on; Discord ignores the others. */
const senderFlags = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** How many versions of one message are kept, the newest ones: cards are edited all day long. */
const historyVersions = 60;

const emptyBody: MessageBody = {
  content: '',
  embeds: [],
  components: [],
  attachmentIds: [],
  flags: 0,
  mentionIds: [],
  mentionRoleIds: [],
  mentionsEveryone: false,
};

export function createMessages(options: {
  state: ChatState;
  clock: EmulatorClock;
  nextId: () => string;
  changes: Changes;
  threads: Threads;
}): Messages {
  const {state, clock, nextId, changes, threads} = options;
  const isoNow = () => new Date(clock.now()).toISOString();

  function attach(channelId: string, file: Omit<UploadedFile, 'index'>, description?: string): string {
    if (file.data.length > attachmentBytes) throw refusal(RESTJSONErrorCodes.RequestEntityTooLarge);
    const id = nextId();
    const {filename, contentType, data} = file;
    const base64 = data.toString('base64');
    state.attachments.set(id, {id, channelId, filename, description, contentType, size: data.length, base64});
    return id;
  }

  /** `attachments` lists what stays and describes what comes; without it all stays, and all that came is added. */
  function planAttachments(kept: readonly string[], {body, files}: MessageRequest): AttachmentPlan {
    const listed = body['attachments'] as {id: string; filename?: string; description?: string}[] | null | undefined;
    const added = files.map((file) => {
      const entry = listed?.find(({id}) => id === String(file.index));
      return {file: {...file, filename: entry?.filename ?? file.filename}, description: entry?.description};
    });
    return {staying: kept.filter((id) => !listed || listed.some((entry) => entry.id === id)), added};
  }

  function plannedNames({staying, added}: AttachmentPlan): string[] {
    const stayingNames = staying.flatMap((id) => state.attachments.get(id)?.filename ?? []);
    return [...stayingNames, ...added.map(({file}) => file.filename)];
  }

  /** What a message becomes when a partial body is laid over what it was.
   * @throws {DiscordError} 50035, 50006 or 40005 */
  function lay(about: NewMessage, before: MessageBody, request: MessageRequest): MessageBody {
    const {body} = request;
    const isGiven = (field: string) => body[field] !== undefined;
    const flagsGiven = Number(body['flags'] ?? 0) & senderFlags;
    const isStillV2 = before.flags & MessageFlags.IsComponentsV2;
    const components = isGiven('components')
      ? ((body['components'] ?? []) as APIMessageTopLevelComponent[])
      : before.components;
    numberComponents(asNodes(components));
    const content = isGiven('content') ? ((body['content'] as string | null) ?? '') : before.content;
    const shown = [content, ...[...walkComponents(asNodes(components))].map(({node}) => node.content ?? '')].join('\n');
    const allowed = (body['allowed_mentions'] as APIAllowedMentions | null | undefined) ?? undefined;
    const repliedTo = about.replyToId ? state.messages.get(about.replyToId) : undefined;
    const after: MessageBody = {
      content,
      components,
      embeds: isGiven('embeds') ? ((body['embeds'] ?? []) as APIEmbed[]).map(asRichEmbed) : before.embeds,
      attachmentIds: before.attachmentIds,
      flags: (isGiven('flags') ? flagsGiven : before.flags & senderFlags) | isStillV2,
      ...findMentions({
        state,
        text: shown,
        authorId: about.authorId,
        channelId: about.channelId,
        allowed,
        repliedUserId: repliedTo && repliedTo.authorId !== about.authorId ? repliedTo.authorId : undefined,
      }),
    };
    const plan = planAttachments(before.attachmentIds, request);
    const names = plannedNames(plan);
    const listed = (body['attachments'] as {id: string}[] | null | undefined) ?? [];
    const known = new Set([...before.attachmentIds, ...request.files.map(({index}) => String(index))]);
    const issues = [
      ...messageIssues(after, names),
      ...allowedMentionIssues(allowed),
      ...listedAttachmentIssues(listed, known),
    ];
    refuseIssues(issues.map((issue) => Object.assign(issue, {path: [...(request.at ?? []), ...issue.path]})));
    const isEmpty = !content.trim() && !after.embeds.length && !components.length && !names.length;
    if (isEmpty) throw refusal(RESTJSONErrorCodes.CannotSendAnEmptyMessage);
    const added = plan.added.map(({file, description}) => attach(about.channelId, file, description));
    return {...after, attachmentIds: [...plan.staying, ...added]};
  }

  function versionOf(message: MessageBody, at: string): MessageVersion {
    const {content, embeds, components, attachmentIds, flags, mentionIds, mentionRoleIds, mentionsEveryone} = message;
    return {at, content, embeds, components, attachmentIds, flags, mentionIds, mentionRoleIds, mentionsEveryone};
  }

  function store(about: NewMessage, body: MessageBody): MessageRecord {
    const createdAt = isoNow();
    const message: MessageRecord = {
      ...body,
      id: nextId(),
      channelId: about.channelId,
      authorId: about.authorId,
      type: about.type ?? MessageType.Default,
      nonce: about.nonce,
      replyToId: about.replyToId,
      interactionId: about.interactionId,
      ephemeralFor: about.ephemeralFor,
      flags: body.flags | (about.ephemeralFor ? MessageFlags.Ephemeral : 0),
      pinnedAt: undefined,
      createdAt,
      editedAt: undefined,
      edits: 0,
      history: [],
    };
    message.history = [versionOf(message, createdAt)];
    state.messages.set(message.id, message);
    changes.emit('message', 'created', message);
    return message;
  }

  return {
    attach,
    create(about, request) {
      const body = lay(about, emptyBody, request);
      threads.reopen(about.channelId);
      return store(about, body);
    },
    note: ({mentionIds = [], ...about}) => store(about, {...emptyBody, mentionIds}),
    createPlaceholder(about) {
      threads.reopen(about.channelId);
      return store(about, {...emptyBody, flags: MessageFlags.Loading});
    },
    edit(message, request) {
      threads.requireOpen(message.channelId);
      const wasPending = (message.flags & MessageFlags.Loading) !== 0;
      const body = lay(message, message, request);
      const at = isoNow();
      Object.assign(message, body, {flags: body.flags | (message.flags & MessageFlags.Ephemeral)});
      if (!wasPending) {
        message.editedAt = at;
        message.edits += 1;
      }
      message.history = [...message.history, versionOf(message, at)].slice(-historyVersions);
      changes.emit('message', 'updated', message);
      return message;
    },
    remove(message) {
      state.messages.delete(message.id);
      changes.emit('message', 'deleted', message);
    },
    setPinned(message, isPinned) {
      threads.requireActive(message.channelId);
      if (isPinned === (message.pinnedAt !== undefined)) return;
      const pinned = [...state.messages.values()].filter(
        (other) => other.channelId === message.channelId && other.pinnedAt,
      );
      if (isPinned && pinned.length >= pinLimit) {
        throw refusal(RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel);
      }
      message.pinnedAt = isPinned ? isoNow() : undefined;
      changes.emit('message', 'updated', message);
      if (!isPinned) return;
      const {channelId, id: replyToId} = message;
      store({channelId, authorId: state.botUserId, type: MessageType.ChannelPinnedMessage, replyToId}, emptyBody);
    },
  };
}

function asRichEmbed(embed: APIEmbed): APIEmbed {
  return {...embed, type: embed.type ?? EmbedType.Rich};
}
