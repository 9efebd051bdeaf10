/**
 * How long single lines that a learner types into a container hold up the process that runs the emulated cluster: the
 * longest stretch that its thread computes while the event loop waits, beside what the line took as a whole.
 *
 *     node bench/container-lines.ts [WORD IN THE LINE]
 */
import {Processor} from '#src/emulators/kubernetes/machine/processor/processor.ts';
import {costlyLines, endlessLines} from '#test/support/costly-lines.ts';
import {runLine} from '#test/support/run-line.ts';

const giveUpMs = 60_000;
const lookMs = 2;

/** What this thread has computed: a block of the event loop, whatever else the machine does. */
function computedMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function measure(line: string): Promise<{blockedMs: number; tookMs: number; end: string}> {
  const beganAt = performance.now();
  let seenAt = computedMs();
  let blockedMs = 0;
  const look = (): void => {
    blockedMs = Math.max(blockedMs, computedMs() - seenAt);
    seenAt = computedMs();
  };
  const looking = setInterval(look, lookMs);
  // to each its own namespace, so that none waits for what another has used
  const {kill, ended} = runLine(line, new Processor().shareOf('one'));
  const killing = setTimeout(kill, giveUpMs);
  const {exitCode, stdout, stderr} = await ended;
  const tookMs = performance.now() - beganAt;
  look();
  clearInterval(looking);
  clearTimeout(killing);
  const last = (stdout + stderr).trim().split('\n').at(-1)?.slice(-80) ?? '';
  return {blockedMs, tookMs, end: `${exitCode} ${last}`};
}

const [word = ''] = process.argv.slice(2);
let longestMs = 0;
for (const line of [...endlessLines, ...costlyLines].filter((each) => each.includes(word))) {
  const {blockedMs, tookMs, end} = await measure(line);
  longestMs = Math.max(longestMs, blockedMs);
  const times = `${blockedMs.toFixed(0).padStart(6)} ms of ${tookMs.toFixed(0).padStart(6)} ms`;
  process.stdout.write(`${times}  ${line.slice(0, 90)} → ${end}\n`);
}
process.stdout.write(`longest: ${longestMs.toFixed(0)} ms\n`);
