import {startApp} from './app.ts';
import {ConfigError, readConfig} from './config.ts';
import {createLogger} from './observability/logger.ts';

/** When a bot that does not lead yet says so, in ms. */
const standbyAfterMs = 3_000;

const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLogger(config.logLevel);
  const app = await startApp(config, {log, say});
  let isClosing = false;
  const close = (code: number): void => {
    if (isClosing) return;
    isClosing = true;
    app.close().then(
      () => process.exit(code),
      (error: unknown) => {
        printError(error);
        process.exit(1);
      },
    );
  };
  const endWhenLost = async (): Promise<void> => {
    await app.lost;
    log.error('another bot took the lead');
    close(1);
  };
  process.once('SIGINT', () => close(0));
  process.once('SIGTERM', () => close(0));
  void endWhenLost();
  say(`health   ${app.healthUrl}/readyz`);
  const standby = setTimeout(() => say('standby  another bot leads, or its lease has yet to run out'), standbyAfterMs);
  try {
    await app.ready;
    say(`ready ${app.url}`);
  } catch (error) {
    if (isClosing) return;
    printError(error);
    close(1);
  } finally {
    clearTimeout(standby);
  }
}

function printError(error: unknown): void {
  console.error(error instanceof ConfigError ? error.message : error);
}

main().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});
