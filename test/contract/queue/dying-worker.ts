import {LaneWorkers} from '#src/queue/lane-workers.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';

// nobody is left to kill it
process.once('disconnect', () => process.exit(1));
const [url = '', prefix = ''] = process.argv.slice(2);
/** Notes how far it came, says so to the process that forked it, and never comes to an end. */
const workers = new LaneWorkers({
  connection: openQueueConnection(url, prefix),
  run: async (_command, {note}) => {
    await note({uids: ['u1']});
    process.send?.('noted');
    return new Promise(() => undefined);
  },
  log: () => undefined,
});
await workers.start();
