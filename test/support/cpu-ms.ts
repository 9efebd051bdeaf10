/** What a computation takes of the processor, in ms: beside others it lasts longer, and costs the same. */
export function cpuMs(compute: () => unknown): number {
  const before = process.threadCpuUsage();
  compute();
  const {user, system} = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
