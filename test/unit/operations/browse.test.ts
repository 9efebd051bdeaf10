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

  test.each([
    [{path: 'http://localhost:8080/a?b=c#d'}, {path: '/a?b=c'}],
    [{path: 'localhost:8080'}, {path: '/'}],
    [{path: 'https://127.0.0.1/a'}, {path: '/a'}],
    [{path: 'http://web.local:80/a'}, {host: 'web.local', path: '/a'}],
    [
      {service: 'web', path: 'http://web.local/a'},
      {service: 'web', path: '/a'},
    ],
    [
      {host: 'api.local', path: 'http://web.local/a'},
      {host: 'api.local', path: '/a'},
    ],
    [{service: 'localhost:8080/a'}, {path: '/a'}],
    [{service: 'svc/web'}, {service: 'web', path: '/'}],
    [{service: 'web.default.svc.cluster.local'}, {service: 'web', path: '/'}],
    [{service: 'http://web.default.svc/a'}, {service: 'web', path: '/a'}],
    [{path: 'localhost-guide.html'}, {path: '/localhost-guide.html'}],
    [{path: '/go?to=http://web.local/'}, {path: '/go?to=http://web.local/'}],
  ])('is that of an address or a Service as they are written elsewhere: %j', (typed, meant) => {
    expect(parseBrowse(typed, undefined).operation).toEqual({kind: 'browse', ...meant});
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
