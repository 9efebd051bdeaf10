/** What Redis answers to a command. */
export type RedisReply =
  | {readonly kind: 'status'; readonly text: string}
  | {readonly kind: 'error'; readonly text: string}
  | {readonly kind: 'integer'; readonly value: number}
  /** Undefined for what is not there. */
  | {readonly kind: 'text'; readonly text: string | undefined}
  | {readonly kind: 'list'; readonly items: readonly string[]};

export const ok: RedisReply = {kind: 'status', text: 'OK'};

/** As `redis-cli` prints it where nobody sits at a terminal. */
export function printedReply(reply: RedisReply): string {
  switch (reply.kind) {
    case 'status':
    case 'error':
      return `${reply.text}\n`;
    case 'integer':
      return `${reply.value}\n`;
    case 'text':
      return `${reply.text ?? ''}\n`;
    case 'list':
      return reply.items.length === 0 ? '\n' : reply.items.map((item) => `${item}\n`).join('');
  }
}
