import {describe, expect, it} from 'vitest';
import {runRedisCommand} from '#src/emulators/kubernetes/machine/servers/redis/redis-commands.ts';
import {readSaved, RedisData} from '#src/emulators/kubernetes/machine/servers/redis/redis-data.ts';
import {printedReply} from '#src/emulators/kubernetes/machine/protocols/redis-reply.ts';

/** What is printed for each of the lines, one after the other. */
function said(lines: readonly string[], data = new RedisData(() => 0)): string[] {
  return lines.map((line) => printedReply(runRedisCommand(data, line.split(' '), 0).reply).trimEnd());
}

describe('redis', () => {
  it.each([
    [
      ['PING', 'ping hello', 'echo x'],
      ['PONG', 'hello', 'x'],
    ],
    [
      ['set a 1', 'get a', 'get b', 'GET a b'],
      ['OK', '1', '', "ERR wrong number of arguments for 'get' command"],
    ],
    [
      ['set a 1 NX', 'set a 2 NX', 'get a', 'setnx a 3'],
      ['OK', '', '1', '0'],
    ],
    [
      ['incr n', 'incrby n 5', 'decr n', 'set w x', 'incr w'],
      ['1', '6', '5', 'OK', 'ERR value is not an integer or out of range'],
    ],
    [
      ['rpush l a b', 'lpush l c', 'lrange l 0 -1', 'lpop l', 'llen l', 'get l'],
      ['2', '3', 'c\na\nb', 'c', '2', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
    ],
    [
      ['hset h f 1 g 2', 'hget h g', 'hget h constructor', 'hgetall h'],
      ['2', '2', '', 'f\n1\ng\n2'],
    ],
    [
      ['sadd s a b a', 'smembers s', 'type s', 'type none'],
      ['2', 'a\nb', 'set', 'none'],
    ],
    [
      ['mset aa 1 ab 2 b 3', 'keys a*', 'keys ?', 'keys *b', 'dbsize', 'del aa b', 'exists aa ab'],
      ['OK', 'aa\nab', 'b', 'ab\nb', '3', '2', '1'],
    ],
    [
      ['set a 1 EX 60', 'ttl a', 'set a 2', 'ttl a', 'ttl none'],
      ['OK', '60', 'OK', '-1', '-2'],
    ],
    [
      ['flushdb', 'constructor x'],
      ['OK', "ERR unknown command 'constructor', with args beginning with: 'x'"],
    ],
  ])('%j', (lines, expected) => {
    expect(said(lines)).toEqual(expected);
  });

  it('forgets what was there for a time', () => {
    let nowMs = 0;
    const data = new RedisData(() => nowMs);
    expect(said(['set a 1 EX 60'], data)).toEqual(['OK']);
    nowMs = 60_000;
    expect(said(['get a', 'keys *'], data)).toEqual(['', '']);
  });

  it('has what it saved, and nothing of what is no such file', () => {
    const data = new RedisData(() => 0);
    said(['set a 1', 'hset h f 1'], data);
    expect(said(['get a', 'hget h f'], new RedisData(() => 0, readSaved(data.save())))).toEqual(['1', '1']);
    expect(readSaved('REDIS0011')).toBeUndefined();
    expect(readSaved('{"a": 1}')).toBeUndefined();
  });

  it('holds no more than has room', () => {
    const data = new RedisData(() => 0);
    const value = 'x'.repeat(1024 * 1024);
    const answers = said(
      ['a', 'b', 'c', 'd'].map((key) => `set ${key} ${value}`),
      data,
    );
    expect(answers.at(-1)).toBe("OOM command not allowed when used memory > 'maxmemory'.");
    expect(said(['flushall', 'set a 1'], data)).toEqual(['OK', 'OK']);
  });
});
