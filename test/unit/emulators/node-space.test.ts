import {describe, expect, it} from 'vitest';
import {ContainerLog} from '#src/emulators/kubernetes/kubelet/container-log.ts';
import {LogSpace} from '#src/emulators/kubernetes/kubelet/log-space.ts';
import {DiskSpace} from '#src/emulators/kubernetes/machine/disk-space.ts';
import {newDirectory} from '#src/emulators/kubernetes/machine/inode.ts';
import {MountedFileSystem} from '#src/emulators/kubernetes/machine/mounted-file-system.ts';

const kib = 1024;

function print(log: ContainerLog, text: string, times: number): void {
  for (let at = 0; at < times; at++) log.write(Buffer.from(text));
}

const everything = {hasTimestamps: false};

describe('the log of a container', () => {
  it('keeps its last lines', () => {
    const log = new ContainerLog(() => 0, new LogSpace());
    for (let at = 0; at < 3000; at++) log.write(Buffer.from(`${at} ${'x'.repeat(kib)}\n`));
    const text = log.read(everything);
    expect(text.length).toBeLessThanOrEqual(kib * kib);
    expect(text.length).toBeGreaterThan(kib * 700);
    expect(text.split('\n').at(-2)).toMatch(/^2999 x+$/);
  });

  it('counts lines in which nothing is', () => {
    const log = new ContainerLog(() => 0, new LogSpace());
    print(log, '\n'.repeat(1000), 1000);
    expect(log.read(everything).length).toBeLessThan(kib * 20);
  });

  it('cuts a line that does not end', () => {
    const log = new ContainerLog(() => 0, new LogSpace());
    print(log, 'x'.repeat(64 * kib), 100);
    const text = log.read(everything);
    expect(text.length).toBeGreaterThan(kib * 500);
    expect(text.length).toBeLessThanOrEqual(kib * kib);
  });

  it('has little room when the logs of its node take all of it, and much again when they are gone', () => {
    const space = new LogSpace();
    const line = `${'x'.repeat(kib)}\n`;
    const logs = Array.from({length: 80}, () => new ContainerLog(() => 0, space));
    for (const log of logs) print(log, line, 1000);
    const late = new ContainerLog(() => 0, space);
    print(late, line, 1000);
    expect(late.read(everything).length).toBeLessThanOrEqual(16 * kib);
    for (const log of logs) log.drop();
    print(late, line, 1000);
    expect(late.read(everything).length).toBeGreaterThan(500 * kib);
  });
});

describe('the disk of a node', () => {
  it('takes what there is room for, in files, folders and links, and again what was removed', async () => {
    const root = newDirectory(0);
    const space = new DiskSpace(100 * kib);
    space.add(root);
    const files = new MountedFileSystem(root, () => 0, space);
    await files.mkdir('/a');
    files.write('/a/one', Buffer.alloc(60 * kib));
    const noRoom = expect.objectContaining({code: 'ENOSPC'});
    expect(() => files.write('/a/two', Buffer.alloc(60 * kib))).toThrow(noRoom);
    await expect(files.cp('/a', '/b', {recursive: true})).rejects.toThrow(noRoom);
    expect(() => files.append('/a/one', Buffer.alloc(60 * kib))).toThrow(noRoom);
    // the same one again takes nothing more
    for (let at = 0; at < 10; at++) files.write('/a/one', Buffer.alloc(60 * kib));
    await files.rm('/a/one');
    files.write('/a/two', Buffer.alloc(60 * kib));
    const fill = async (make: (at: number) => Promise<void>): Promise<void> => {
      for (let at = 0; at < 10_000; at++) await make(at);
    };
    await expect(fill(async (at) => files.mkdir(`/d${at}`))).rejects.toThrow(noRoom);
    await expect(fill(async (at) => files.symlink('/a', `/l${at}`))).rejects.toThrow(noRoom);
  });

  it('is shared by all that is written on the node', () => {
    const space = new DiskSpace(100 * kib);
    const [one, other] = [newDirectory(0), newDirectory(0)];
    const removeOther = space.add(other);
    space.add(one);
    new MountedFileSystem(other, () => 0, space).write('/x', Buffer.alloc(80 * kib));
    const files = new MountedFileSystem(one, () => 0, space);
    expect(() => files.write('/x', Buffer.alloc(80 * kib))).toThrow(/ENOSPC/);
    removeOther();
    files.write('/x', Buffer.alloc(80 * kib));
  });
});
