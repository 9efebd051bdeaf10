import {startApp} from './app.ts';
import {ConfigError, readConfig} from './config.ts';
import {createLogger} from './observability/logger.ts';

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
      () => process.exit(1),
    );
  };
  process.once('SIGINT', () => close(0));
  process.once('SIGTERM', () => close(0));
  app.ended.then(
    () => close(1),
    (error: unknown) => {
      log.error({error}, 'the bot ended');
      close(1);
    },
  );
  say(`health   ${app.healthUrl}/readyz`);
  say(`ready ${app.url}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
