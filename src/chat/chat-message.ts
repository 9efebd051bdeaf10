/** A message as the chat shows it: Markdown, files beside it, and buttons below. Free of any platform's shapes. */
export interface ChatMessage {
  /** Markdown, at most `contentLimit` characters. */
  readonly content: string;
  readonly files: readonly ChatFile[];
  readonly buttons: readonly ChatButton[];
  /** A list to choose one of; it stands below the buttons. */
  readonly select?: ChatSelect;
  /** Whom it may notify; nobody else is, whatever the content says. */
  readonly mentions?: readonly string[];
  /** Roles that it may notify, by their ids. */
  readonly mentionedRoles?: readonly string[];
  readonly picture?: ChatPicture;
}

export interface ChatFile {
  readonly name: string;
  readonly text: string;
  /** Whether it is sent as gzip, for text that is longer than a chat takes; `name` says so too. */
  readonly isCompressed?: boolean;
}

export interface ChatPicture {
  readonly name: string;
  readonly data: Uint8Array;
  /** What it shows, in words, at most 1,024 characters. */
  readonly description: string;
}

export interface ChatButton {
  /** `ACTION:ARGUMENT`, at most `idLimit` characters. */
  readonly id: string;
  readonly label: string;
  /** What it looks like; `secondary` without it. */
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  /** Which row it stands in; those of the same number stand together, at most five of them. */
  readonly row?: number;
}

export interface ChatSelect {
  /** As a button's. */
  readonly id: string;
  readonly placeholder: string;
  /** At most 25. */
  readonly options: readonly {readonly value: string; readonly label: string}[];
}

/** @see https://discord.com/developers/docs/resources/message#create-message */
export const contentLimit = 2_000;
/** @see https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
export const idLimit = 100;

export const plainMessage = (content: string): ChatMessage => ({content, files: [], buttons: []});

/** What is said of something that was not done, and what to do next. Both are our own words, which nobody else has a part in. */
export const refusalMessage = ({message, next}: {readonly message: string; readonly next: string}): ChatMessage =>
  plainMessage(`✗ ${message}\n→ ${next}`);
