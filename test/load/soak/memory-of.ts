import {readdir, readFile} from 'node:fs/promises';

/** Resident memory of a process and of what it started, in MiB, by the operating system. @see man 5 proc */
export async function memoryOf(pid: number): Promise<number> {
  const processes = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(async (name) => statusOf(Number(name))),
  );
  const known = processes.filter((one) => one !== undefined);
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const one of known) if (family.has(one.parent)) family.add(one.pid);
  }
  return known.filter((one) => family.has(one.pid)).reduce((sum, {mebibytes}) => sum + mebibytes, 0);
}

async function statusOf(pid: number): Promise<{pid: number; parent: number; mebibytes: number} | undefined> {
  // it may have ended since
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const number = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return text === '' ? undefined : {pid, parent: number('PPid'), mebibytes: number('VmRSS') / 1_024};
}
