import {describe, expect, it} from 'vitest';
import {readPage} from '#src/views/page/read-page.ts';
import {cpuMs} from '#test/support/cpu-ms.ts';

const html = 'text/html; charset=utf-8';

describe('a page', () => {
  it.for([
    [
      'a title and lines of text',
      '<!DOCTYPE html><html><head><title>Welcome to nginx!</title><style>body {width: 35em}</style></head>\n<body>\n<h1>Welcome to nginx!</h1>\n<p>It <em>works</em>.<br/>Really.</p></body></html>',
      {title: 'Welcome to nginx!', lines: ['Welcome to nginx!', 'It works.', 'Really.']},
    ],
    ['no title', '<h1>Hello</h1>', {lines: ['Hello']}],
    ['an empty title', '<title> </title>Hello', {lines: ['Hello']}],
    [
      'a title over two lines, of which the first counts',
      '<title>\n One \n Two</title>x',
      {title: 'One', lines: ['x']},
    ],
    [
      'entities',
      '<title>a &amp; b</title><p>&lt;b&gt; &quot;x&quot; &#39;y&#39;&nbsp;z &amp;lt; &odd;',
      {title: 'a & b', lines: ['<b> "x" \'y\' z &lt; &odd;']},
    ],
    ['a script', '<body>a<script type="x">alert("<p>b</p>")</script>c', {lines: ['ac']}],
    ['a script that never ends', '<body>a<SCRIPT>b', {lines: ['a']}],
    ['a script within a script', '<body>a<script><script>b</script>c</script>d', {lines: ['acd']}],
    ['a comment', '<body><!-- <p>no</p> -->yes<!-- unfinished', {lines: ['yes']}],
    ['tags that never end', '<body>a<b c<d', {lines: ['a<b c<d']}],
    [
      'letters that grow when they are made small',
      `${'İ'.repeat(50)}<title>t</title><body>x`,
      {title: 't', lines: ['x']},
    ],
    ['nothing', '', {lines: []}],
  ] as const)('with %s is read as a person would', ([, body, expected]) => {
    expect(readPage(body, html)).toEqual(expected);
  });

  it('that is no HTML is read as it is', () => {
    expect(readPage('<b>plain</b>\n\n  {"a":  1}', 'application/json')).toEqual({lines: ['<b>plain</b>', '{"a": 1}']});
  });

  it('is cut to eight lines of 200 characters', () => {
    const {lines} = readPage(`<p>${`${'x'.repeat(300)}\n`.repeat(20)}`, html);
    expect(lines).toEqual(Array.from({length: 8}, () => `${'x'.repeat(199)}…`));
  });

  it.for([
    ['scripts', '<script></script>'],
    ['scripts that never end', '<script '],
    ['comments that never end', '<!--'],
    ['titles that never end', '<title'],
    ['opening brackets', '<'],
    ['line breaks that never end', '<br'],
    ['ends of scripts that never end', '<script></script '],
    ['spaces', ' '],
    ['ampersands', '&'],
  ] as const)('of a million characters of %s is read at once', ([, unit]) => {
    const body = `<body>${unit.repeat(1_000_000 / unit.length)}`;
    expect(cpuMs(() => readPage(body, html))).toBeLessThan(1_000);
  });
});
