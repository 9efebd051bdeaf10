import {describe, expect, test} from 'vitest';
import {parseBrowse} from '#src/operations/browse.ts';

describe('a page to browse to', () => {
  test('is shown as the line of kubectl that fetches it', () => {
    expect(parseBrowse({service: 'web', path: 'a.html'}, 'labrador-a-1')).toEqual({
      line: 'kubectl get --raw /api/v1/namespaces/labrador-a-1/services/web:PORT/proxy/a.html',
      operation: {kind: 'browse', service: 'web', path: '/a.html'},
    });
  });

  test('has no half characters, of which no address can be made', () => {
    expect(parseBrowse({path: '/a\ud800'}, undefined).operation.path).toBe('/a\ufffd');
  });

  test.each([
    ['a control character', '/a\nb'],
    ['more characters than an address has', `/${'a'.repeat(2000)}`],
  ])('is refused with %s', (_, path) => {
    expect(() => parseBrowse({path}, undefined)).toThrow(expect.objectContaining({code: 'bad-input'}));
  });
});
