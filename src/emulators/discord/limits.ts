/** Time to the first response, after which the interaction is unknown (10062).
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
export const interactionAnswerMs = 3_000;

/** Life of an interaction token.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
export const interactionTokenMs = 15 * 60_000;

/** Characters of `content`, as a bot without a subscription may send them.
 * @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params */
export const messageContentLength = 2_000;

/** Characters of all embeds of a message together.
 * @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export const embedsLength = 6_000;

/** Action rows of a message without Components V2.
 * @see https://docs.discord.com/developers/components/reference#action-row */
export const actionRowLimit = 5;

/** @see https://docs.discord.com/developers/components/reference#action-row */
export const buttonsInRowLimit = 5;

/** Components that make up a modal, nested ones not counted.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const modalComponentLimit = 5;

/** Components of a Components V2 message, nested ones counted.
 * @see https://docs.discord.com/developers/components/reference */
export const componentsV2Limit = 40;

/** Characters of all text displays of a Components V2 message together.
 * @see https://docs.discord.com/developers/components/reference#text-display */
export const componentsV2TextLength = 4_000;

/** @see https://docs.discord.com/developers/resources/message#create-message */
export const attachmentLimit = 10;

/** Bytes of one file.
 * @see https://docs.discord.com/developers/reference#uploading-files */
export const attachmentBytes = 10 * 1024 * 1024;

/** How long an attachment's signed address is good for.
 * @see https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
export const attachmentAddressMs = 24 * 60 * 60_000;

/** Commands of one application by where they are offered, for each guild and globally: those that are typed, and those of
 * people's and of messages' menus.
 * @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
export const commandLimit = 100;
export const menuCommandLimit = 15;

/** Commands that an application may make in a day, for each guild; one that takes the place of another of its name is none.
 * @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (30034) */
export const commandCreatesADay = 200;

/** Requests that may be refused with 401, 403 or 429 in `invalidRequestsPeriodMs`.
 * @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
export const invalidRequestLimit = 10_000;
export const invalidRequestsPeriodMs = 10 * 60_000;

/** Characters of a choice's value.
 * @see https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
export const choiceValueLength = 100;

/** Characters of what a text channel is about.
 * @see https://docs.discord.com/developers/resources/channel#modify-channel-json-params-guild-channel */
export const topicLength = 1_024;

/** Characters of the names, descriptions and values of one command.
 * @see https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export const commandLength = 8_000;

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
export const commandNamePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Characters of a text option's value.
 * @see https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure */
export const stringOptionLength = 6_000;

/** @see https://docs.discord.com/developers/resources/message#pin-message */
export const pinLimit = 250;

/** How long `enforce_nonce` remembers; Discord says "the past few minutes".
 * @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params */
export const nonceMs = 5 * 60_000;

/** Threads of a guild that are not archived.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (160006) */
export const activeThreadLimit = 1_000;

/** Messages that one request may list.
 * @see https://docs.discord.com/developers/resources/message#get-channel-messages */
export const listedMessagesLimit = 100;

/** @see https://docs.discord.com/developers/events/gateway#sending-heartbeats */
export const heartbeatIntervalMs = 41_250;

/** Bytes of one event that a client may send.
 * @see https://docs.discord.com/developers/events/gateway#sending-events */
export const gatewayPayloadBytes = 4_096;

/** What a client may send in `gatewaySendsPeriodMs`.
 * @see https://docs.discord.com/developers/events/gateway#rate-limiting */
export const gatewaySendLimit = 120;
export const gatewaySendsPeriodMs = 60_000;

/** @see https://docs.discord.com/developers/events/gateway#session-start-limit-object */
export const identifiesADay = 1_000;

/** Which versions a gateway still speaks; one that is not asked for is `6`.
 * @see https://docs.discord.com/developers/reference#api-versioning */
export const gatewayVersions: ReadonlySet<string> = new Set(['6', '7', '8', '9', '10']);
export const gatewayVersionUnasked = '6';

/** @see https://docs.discord.com/developers/events/gateway#sharding */
export const guildsAShard = 2_500;

/** How many sessions may begin in `identifyPeriodMs`.
 * @see https://docs.discord.com/developers/events/gateway#session-start-limit-object */
export const identifyConcurrency = 1;
export const identifyPeriodMs = 5_000;
