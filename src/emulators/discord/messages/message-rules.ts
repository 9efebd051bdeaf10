import {
  AllowedMentionsTypes,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIAllowedMentions,
  type APIEmbed,
} from 'discord-api-types/v10';
import {asNodes, walkComponents, type ComponentNode, type PlacedComponent} from './component-tree.ts';
import type {FormIssue} from '../validation/form-issues.ts';
import {
  actionRowLimit,
  attachmentLimit,
  buttonsInRowLimit,
  componentsV2Limit,
  componentsV2TextLength,
  embedsLength,
  messageContentLength,
} from '../limits.ts';
import type {MessageBody} from '../state/state.ts';

/** What Discord asks of a message beyond the shape of its fields. */
export function messageIssues(body: MessageBody, attachmentNames: readonly string[]): FormIssue[] {
  const isV2 = (body.flags & MessageFlags.IsComponentsV2) !== 0;
  const placed = [...walkComponents(asNodes(body.components))];
  return [
    // as far as known the chat counts code points: an emoji is one
    ...(Array.from(body.content).length > messageContentLength ? [tooLong(['content'], messageContentLength)] : []),
    ...(attachmentNames.length > attachmentLimit ? [tooLong(['attachments'], attachmentLimit)] : []),
    ...embedIssues(body.embeds),
    ...(isV2 ? componentsV2Issues(body, placed) : actionRowIssues(asNodes(body.components))),
    ...placed.flatMap(({node, path}) => buttonIssues(node, path)),
    ...interactiveIssues(placed),
    ...mediaIssues(placed, attachmentNames),
  ];
}

function tooLong(path: readonly PropertyKey[], limit: number): FormIssue {
  return {path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.`};
}

function required(path: readonly PropertyKey[]): FormIssue {
  return {path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required'};
}

function embedLength({title, description, author, footer, fields}: APIEmbed): number {
  const texts = [
    title,
    description,
    author?.name,
    footer?.text,
    ...(fields ?? []).flatMap(({name, value}) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function embedIssues(embeds: readonly APIEmbed[]): FormIssue[] {
  const issues = embeds.flatMap((embed, index) =>
    embedLength(embed) === 0 && !embed.image && !embed.thumbnail ? [required(['embeds', index, 'description'])] : [],
  );
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total <= embedsLength) return issues;
  const message = `Embed size exceeds maximum size of ${embedsLength}`;
  return [...issues, {path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message}];
}

function actionRowIssues(components: readonly ComponentNode[]): FormIssue[] {
  const wrong = components.flatMap(({type}, index): FormIssue[] => {
    if (type === ComponentType.ActionRow) return [];
    const message = 'Value of field "type" must be one of (1,).';
    return [{path: ['components', index, 'type'], code: 'UNION_TYPE_CHOICES', message}];
  });
  if (components.length <= actionRowLimit) return wrong;
  const message = `Must be between 1 and ${actionRowLimit} in length.`;
  return [...wrong, {path: ['components'], code: 'BASE_TYPE_BAD_LENGTH', message}];
}

function componentsV2Issues(body: MessageBody, placed: readonly PlacedComponent[]): FormIssue[] {
  const issues: FormIssue[] = [];
  for (const field of ['content', 'embeds'] as const) {
    if (body[field].length === 0) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    issues.push({path: [field], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message});
  }
  if (placed.length > componentsV2Limit) {
    const message = `Total number of components in the message cannot exceed ${componentsV2Limit}`;
    issues.push({path: ['components'], code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message});
  }
  const length = placed.reduce((sum, {node}) => sum + (node.content?.length ?? 0), 0);
  if (length > componentsV2TextLength) {
    const message = `Component displayable text size exceeds maximum size of ${componentsV2TextLength}`;
    issues.push({path: ['components'], code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message});
  }
  return issues;
}

function rowIssues({type, components = []}: ComponentNode, path: readonly PropertyKey[]): FormIssue[] {
  if (type !== ComponentType.ActionRow) return [];
  const isRowOfButtons = components.every((child) => child.type === ComponentType.Button);
  const most = isRowOfButtons ? buttonsInRowLimit : 1;
  if (components.length <= most) return [];
  const message = 'The specified component exceeds the maximum width';
  return [{path: [...path, 'components', most], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message}];
}

function buttonIssues(button: ComponentNode, path: readonly PropertyKey[]): FormIssue[] {
  if (button.type !== ComponentType.Button || button.style === ButtonStyle.Premium) return [];
  const issues: FormIssue[] = [];
  if (!button.label && !('emoji' in button && button.emoji)) {
    issues.push({
      path: [...path, 'label'],
      code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
      message: 'A label or emoji is required',
    });
  }
  if (button.style === ButtonStyle.Link) {
    if (!button.url) issues.push({path, code: 'BUTTON_COMPONENT_URL_REQUIRED', message: 'A url is required'});
    if (button.custom_id) {
      const message = 'A custom id and url cannot both be specified';
      issues.push({path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message});
    }
  } else if (!button.custom_id) {
    issues.push({path, code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', message: 'A custom id is required'});
  } else if (button.url) {
    const message = 'A custom id and url cannot both be specified';
    issues.push({path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message});
  }
  return issues;
}

function selectIssues(select: ComponentNode, path: readonly PropertyKey[]): FormIssue[] {
  const issues: FormIssue[] = [];
  const seen = new Set<string>();
  for (const [index, {value}] of (select.options ?? []).entries()) {
    if (seen.has(value)) {
      const message = 'The specified option value is already used';
      issues.push({
        path: [...path, 'options', index, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message,
      });
    }
    seen.add(value);
  }
  // of check boxes all may be chosen, unless it is said otherwise
  const most = select.type === ComponentType.CheckboxGroup ? (select.options ?? []).length : 1;
  if (select.min_values !== undefined && select.min_values > (select.max_values ?? most)) {
    const message = 'Minimum values must be fewer than or equal to maximum values';
    issues.push({path: [...path, 'min_values'], code: 'SELECT_COMPONENT_MIN_VALUES_EXCEEDED', message});
  }
  return issues;
}

/** What holds of what is pressed, chosen from and filled in, in a message and in a modal. */
export const interactiveIssues = (placed: readonly PlacedComponent[]): FormIssue[] => [
  ...placed.flatMap(({node, path}) => [...rowIssues(node, path), ...selectIssues(node, path)]),
  ...duplicateIdIssues(placed),
];

const ids = [
  {field: 'custom_id', code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message: 'Component custom id cannot be duplicated'},
  {field: 'id', code: 'COMPONENT_ID_DUPLICATED', message: 'Component id cannot be duplicated'},
] as const;

/** Both names of a component are its own in a message or modal; an `id` of 0 is none.
 * @see https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
function duplicateIdIssues(placed: readonly PlacedComponent[]): FormIssue[] {
  return ids.flatMap(({field, code, message}) => {
    const seen = new Set<string | number>();
    return placed.flatMap(({node, path}): FormIssue[] => {
      const id = node[field];
      if (id === undefined || id === null || id === 0) return [];
      if (seen.has(id)) return [{path: [...path, field], code, message}];
      seen.add(id);
      return [];
    });
  });
}

const attachmentScheme = 'attachment://';

function mediaIssues(placed: readonly PlacedComponent[], attachmentNames: readonly string[]): FormIssue[] {
  return placed.flatMap(({node, path}): FormIssue[] => {
    const url = node.file?.url;
    if (url === undefined) return [];
    const isKnown = url.startsWith(attachmentScheme) && attachmentNames.includes(url.slice(attachmentScheme.length));
    if (isKnown) return [];
    const message = 'The referenced attachment was not found';
    return [{path: [...path, 'file', 'url'], code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message}];
  });
}

/** `parse` allows all of a kind, so that a list of some of them beside it contradicts it.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object */
export function allowedMentionIssues(allowed: APIAllowedMentions | undefined): FormIssue[] {
  return (
    [
      ['users', AllowedMentionsTypes.User],
      ['roles', AllowedMentionsTypes.Role],
    ] as const
  ).flatMap(([field, kind]): FormIssue[] => {
    if (!allowed?.parse?.includes(kind) || (allowed[field] ?? []).length === 0) return [];
    const message = `parse:["${field}"] and ${field}: [ids...] are mutually exclusive.`;
    return [{path: ['allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message}];
  });
}

/** What `attachments` lists comes along as a file, or is there already.
 * @see https://docs.discord.com/developers/reference#uploading-files */
export function listedAttachmentIssues(listed: readonly {id: string}[], known: ReadonlySet<string>): FormIssue[] {
  return listed.flatMap(({id}, index): FormIssue[] => {
    if (known.has(id)) return [];
    const message = `Attachment data for ID ${id} not found`;
    return [{path: ['attachments', index], code: 'ATTACHMENT_NOT_FOUND', message}];
  });
}
