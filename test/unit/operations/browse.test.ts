import {describe, expect, test} from 'vitest';
import {parseBrowse} from '#src/operations/browse.ts';

describe('a page to browse to', () => {
  test('is shown as the line of kubectl that fetches it', () => {
    expect(parseBrowse({service: 'web', path: 'a.html'}, 'labrador-a-1')).toEqual({
      line: 'kubectl get --raw /api/v1/namespaces/labrador-a-1/services/web:PORT/proxy/a.html',
      operation: {kind: 'browse', service: 'web', path: '/a.html'},
    });
  });

  test('by a host is shown as it would be asked for elsewhere', () => {
    expect(parseBrowse({host: 'Web.local', path: 'a.html'}, 'labrador-a-1')).toEqual({
      line: 'curl http://web.local/a.html',
      operation: {kind: 'browse', host: 'web.local', path: '/a.html'},
    });
  });

  test.each([
    ['http://web.local:8000/pi?dp=25', 'web.local', '/pi?dp=25'],
    ['https://web.local', 'web.local', '/'],
    ['localhost:30000/a/bc.php#top', 'localhost', '/a/bc.php'],
    ['web.local?q=1', 'web.local', '/?q=1'],
  ])('has its host and its path of the address %s', (host, name, path) => {
    expect(parseBrowse({host}, undefined).operation).toEqual({kind: 'browse', host: name, path});
  });

  test('has the path that is given beside an address, and its host where a Service would be named', () => {
    expect(parseBrowse({host: 'web.local/a', path: '/b'}, undefined).operation.path).toBe('/b');
    expect(parseBrowse({service: 'http://web.local/a'}, undefined).operation).toEqual({
      kind: 'browse',
      host: 'web.local',
      path: '/a',
    });
  });

  test('has no half characters, of which no address can be made', () => {
    expect(parseBrowse({path: '/a\ud800'}, undefined).operation.path).toBe('/a\ufffd');
  });

  test.each([
    ['a control character', {path: '/a\nb'}],
    ['more characters than an address has', {path: `/${'a'.repeat(2000)}`}],
    ['a host of two lines', {host: 'a\r\nhost: b'}],
    ['a wildcard for a host', {host: '*.local'}],
    ['a user in front of a host', {host: 'http://me@web.local'}],
    ['a Service and a host', {service: 'web', host: 'web.local'}],
  ])('is refused with %s', (_, typed) => {
    expect(() => parseBrowse(typed, undefined)).toThrow(expect.objectContaining({code: 'bad-input'}));
  });
});
