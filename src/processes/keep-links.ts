import {CommandLinks} from '#src/discord/command-links.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Closable} from '#src/lifecycle/closing-stack.ts';
import type {RegisteredCommands} from '#src/store/registered-commands.ts';

/** How often a worker reads anew which commands servers have registered, in ms: a new server's are typed until then. */
const readMs = 15_000;

/** Links for who does not register commands: as the leading bot has noted them. */
export function keepLinks(
  registered: RegisteredCommands,
  log: (message: string, error: unknown) => void,
): Closable & {readonly links: CommandLinks} {
  const links = new CommandLinks();
  const reads = new Repeated({
    work: async () => {
      for (const [guildId, ids] of await registered.list()) links.set(guildId, ids);
    },
    everyMs: readMs,
    firstMs: 0,
    failed: (error) => log('the ids of commands could not be read', error),
  });
  reads.start();
  return {links, close: async () => reads.close()};
}
