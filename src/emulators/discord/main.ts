import {z} from 'zod';
import {startChatEmulator} from './chat-emulator.ts';

const defaultPort = 3000;

const {PORT: port} = z
  .object({PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort)})
  .parse(process.env);

const emulator = await startChatEmulator({port, log: (line) => console.error(line)});
console.log(`chat         ${emulator.url}`);
console.log(`REST         ${emulator.restUrl}`);
console.log(`bot token    ${emulator.token}`);
console.log(`application  ${emulator.applicationId}`);
console.log(`guild        ${emulator.guildId}`);

function stop(): void {
  emulator.close().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
