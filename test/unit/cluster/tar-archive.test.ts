import {execFileSync} from 'node:child_process';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {archiveOf, readFirstEntry} from '#src/cluster/operations/copying/tar-archive.ts';

const content = Buffer.from('Grüße\n');
const archive = archiveOf('own.html', content);

/** The archive with other bytes in its header, from `at` on. */
function changed(at: number, text: string): Buffer {
  const copy = Buffer.from(archive);
  copy.write(text, at, 'latin1');
  return copy;
}

describe('an archive', () => {
  test.each(['own.html', 'a b', `${'long-'.repeat(40)}ä`])('of %s is what the tar of a container reads', (name) => {
    const env = {PATH: process.env['PATH'], LC_ALL: 'C.UTF-8'};
    const listed = execFileSync('tar', ['-tf', '-', '--quoting-style=literal'], {input: archiveOf(name, content), env});
    expect(listed.toString()).toBe(`${name}\n`);
    const read = execFileSync('tar', ['-xf', '-', '-O', '-m'], {input: archiveOf(name, content), env});
    expect(read).toEqual(content);
    expect(readFirstEntry(archiveOf(name, content))).toMatchObject({kind: 'file', content});
  });

  test('says what its first entry is, whatever size that has', () => {
    expect(readFirstEntry(changed(156, '5'))).toMatchObject({kind: 'directory'});
    expect(readFirstEntry(changed(156, '2/dev/stdout'))).toMatchObject({kind: 'symlink', target: '/dev/stdout'});
    expect(readFirstEntry(changed(156, '3'))).toMatchObject({kind: 'other'});
    expect(readFirstEntry(changed(124, '77777777777'))).toEqual({kind: 'file', target: '', content: undefined});
    // what octal digits cannot say
    expect(readFirstEntry(changed(124, '\u0080\0\0\0\0\0\0\0\0\0\0\u0001'))).toMatchObject({content: undefined});
    expect(readFirstEntry(changed(124, '-1         '))).toMatchObject({content: undefined});
    expect(readFirstEntry(archive.subarray(0, 515))).toMatchObject({kind: 'file', content: undefined});
    expect(readFirstEntry(archiveOf('empty', Buffer.alloc(0)))).toMatchObject({kind: 'file', content: Buffer.alloc(0)});
  });

  test('is none that is empty, cut in its header, or never comes to its entry', () => {
    for (const bytes of [Buffer.alloc(0), archive.subarray(0, 500), Buffer.alloc(10_240), changed(257, 'other')]) {
      expect(readFirstEntry(bytes)).toBeUndefined();
    }
    const preamble = Buffer.concat([changed(156, 'L').subarray(0, 512), Buffer.alloc(512)]);
    expect(readFirstEntry(Buffer.concat(Array.from({length: 40}, () => preamble)))).toBeUndefined();
    expect(readFirstEntry(Buffer.concat([changed(156, 'x').fill('7', 124, 135), archive]))).toBeUndefined();
  });

  test('can hold anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 2048}), fc.nat(512), (bytes, at) => {
        const hostile = Buffer.from(archive);
        hostile.set(bytes.subarray(0, hostile.length - at), at);
        const entry = readFirstEntry(hostile);
        expect(entry?.content?.length ?? 0).toBeLessThanOrEqual(hostile.length);
      }),
    );
  });
});
