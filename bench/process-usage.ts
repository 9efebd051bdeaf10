import {readFile} from 'node:fs/promises';

/** The processor's time that a process has had, in s, in hundredths. @see man 5 proc */
export async function processorSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** How often a process has asked the operating system to write, to files and connections alike. @see man 5 proc */
export async function writeCalls(pid: number): Promise<number> {
  return Number(/^syscw: (\d+)$/m.exec(await readFile(`/proc/${pid}/io`, 'utf8'))?.[1]);
}
