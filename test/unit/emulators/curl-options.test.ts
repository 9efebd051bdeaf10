import {describe, expect, it} from 'vitest';
import {parseCurlLine} from '#src/emulators/kubernetes/machine/networking/curl/curl-options.ts';
import {curlRequest} from '#src/emulators/kubernetes/machine/networking/curl/curl-request.ts';
import {writeOut, type TransferFacts} from '#src/emulators/kubernetes/machine/networking/curl/write-out.ts';

function requestOf(line: string): object {
  const options = parseCurlLine(line.split(' '));
  if ('problem' in options) throw new Error(options.problem);
  const {body, ...request} = curlRequest(options, new URL('http://web/path?q=1'), (path) => `text\nof ${path}`);
  return {...request, body: body === undefined ? undefined : Buffer.from(body).toString('utf8')};
}

describe('the line of curl', () => {
  it.each([
    ['web', {method: 'GET', path: '/path?q=1', body: undefined}],
    ['-I web', {method: 'HEAD'}],
    ['-XPUT -d a=1 -d b=2 web', {method: 'PUT', body: 'a=1&b=2'}],
    ['-sd@file web', {method: 'POST', body: 'textof file'}],
    ['--data-binary @file web', {body: 'text\nof file'}],
    ['--data-urlencode a=ü&x web', {body: 'a=%C3%BC%26x'}],
    ['-G -d a=1 web', {method: 'GET', path: '/path?q=1&a=1', body: undefined}],
    ['--json {} web', {body: '{}', headers: expect.objectContaining({'content-type': 'application/json'})}],
    [
      '-HHost:shop -A me -u a:b web',
      {headers: expect.objectContaining({host: 'shop', 'user-agent': 'me', authorization: 'Basic YTpi'})},
    ],
  ])('%s', (line, request) => {
    expect(requestOf(line)).toMatchObject(request);
  });

  it('takes away a header that is given without a value', () => {
    expect(requestOf('-HAccept: -HX-Some:thing web')).toHaveProperty('headers', {
      host: 'web',
      'user-agent': 'curl/7.88.1',
      'x-some': 'thing',
    });
  });

  it.each([
    ['-sSLkfo /dev/null -w x web', {urls: ['web'], flags: ['silent', 'show-error', 'location', 'insecure', 'fail']}],
    ['-m2 --connect-timeout 3 one two', {urls: ['one', 'two'], flags: []}],
  ])('%s has its letters in one', (line, {urls, flags}) => {
    const options = parseCurlLine(line.split(' '));
    if ('problem' in options) throw new Error(options.problem);
    expect(options.urls).toEqual(urls);
    for (const flag of flags) expect(options.has(flag as 'silent')).toBe(true);
    expect(options.get('output') ?? options.get('max-time')).toMatch(/^(\/dev\/null|2)$/);
  });

  it.each([
    ['--nonsense web', 'curl: option --nonsense: is unknown'],
    ['-sZ web', 'curl: option -sZ: is unknown'],
    ['web -m', 'curl: option -m: requires parameter'],
  ])('%s: %s', (line, problem) => {
    expect(parseCurlLine(line.split(' '))).toEqual({problem});
  });
});

describe('--write-out', () => {
  const facts: TransferFacts = {
    status: 0,
    method: 'GET',
    url: 'http://web/',
    address: '',
    port: undefined,
    localAddress: '',
    contentType: '',
    redirectUrl: '',
    redirects: 0,
    received: 12,
    sent: 0,
    headerBytes: 0,
    seconds: 0.5,
    exitCode: 7,
    error: '',
  };
  it.each([
    ['%{http_code}\\n', '000\n'],
    ['%{size_download} %{time_total} %{exitcode}', '12 0.500000 7'],
    ['100%% %{unknown}%{url_effective}', '100% http://web/'],
  ])('%s', (format, text) => {
    expect(writeOut(format, facts)).toBe(text);
  });
});
