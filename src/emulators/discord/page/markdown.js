import {element, link} from './elements.js';

/** Inline marks, in the order in which they are looked for. The first group is what they enclose. */
const INLINE = [
  {pattern: /`([^`\n]+)`/, make: (text) => element('code', {}, text)},
  {pattern: /\*\*([\s\S]+?)\*\*/, make: (text, names) => element('strong', {}, ...inline(text, names))},
  {pattern: /__([\s\S]+?)__/, make: (text, names) => element('u', {}, ...inline(text, names))},
  {pattern: /~~([\s\S]+?)~~/, make: (text, names) => element('s', {}, ...inline(text, names))},
  {pattern: /(?<![\w*])\*([^\s*][^*\n]*)\*/, make: (text, names) => element('em', {}, ...inline(text, names))},
  {pattern: /(?<![\w_])_([^\s_][^_\n]*)_(?!\w)/, make: (text, names) => element('em', {}, ...inline(text, names))},
  {pattern: /<@!?(\d+)>/, make: (id, names) => mention(`@${names.users.get(id) ?? 'unknown'}`)},
  {pattern: /<#(\d+)>/, make: (id, names) => mention(`#${names.channels.get(id) ?? 'unknown'}`)},
  {pattern: /<t:(-?\d+(?::[a-zA-Z])?)>/, make: (stamp) => time(...stamp.split(':'))},
  {pattern: /\[[^\]\n]+\]\(https?:\/\/[^\s)]+\)/, make: (_, __, whole) => namedLink(whole)},
  {pattern: /<?(https?:\/\/[^\s<>]+)>?/, make: (url) => link(url)},
];

const mention = (text) => element('span', {class: 'mention'}, text);

function namedLink(whole) {
  const [, text, url] = /^\[([^\]]+)\]\((.+)\)$/.exec(whole);
  return link(url, text);
}

/** How each style of a timestamp is written; `R` counts on. */
const TIME_STYLES = {
  t: {timeStyle: 'short'},
  T: {timeStyle: 'medium'},
  d: {dateStyle: 'short'},
  D: {dateStyle: 'long'},
  f: {dateStyle: 'long', timeStyle: 'short'},
  F: {dateStyle: 'full', timeStyle: 'short'},
};

function time(seconds, style = 'f') {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return 'invalid time';
  const format = TIME_STYLES[style];
  if (format) {
    const text = new Intl.DateTimeFormat([], format).format(date);
    return element('time', {datetime: date.toISOString(), title: date.toLocaleString()}, text);
  }
  return element(
    'time',
    {datetime: date.toISOString(), 'data-relative': true, title: date.toLocaleString()},
    relative(date),
  );
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "in 5 minutes", "2 hours ago". */
export function relative(date) {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat('en', {numeric: 'auto'}).format(Math.trunc(seconds / size), unit);
}

function inline(text, names) {
  let first = null;
  for (const {pattern, make} of INLINE) {
    const match = pattern.exec(text);
    if (match && (first === null || match.index < first.match.index)) first = {match, make};
  }
  if (first === null) return text === '' ? [] : [text];
  const {match, make} = first;
  const after = text.slice(match.index + match[0].length);
  return [text.slice(0, match.index), make(match[1], names, match[0]), ...inline(after, names)];
}

function line(text, names) {
  const heading = /^(#{1,3}) +(.+)$/.exec(text);
  if (heading) return [element(`h${heading[1].length + 1}`, {}, ...inline(heading[2], names))];
  if (text.startsWith('-# ')) return [element('small', {}, ...inline(text.slice(3), names)), '\n'];
  if (text.startsWith('> ')) return [element('blockquote', {}, ...inline(text.slice(2), names))];
  const item = /^\s*[-*] +(.+)$/.exec(text);
  if (item) return [element('span', {class: 'item'}, '• ', ...inline(item[1], names))];
  return [...inline(text, names), '\n'];
}

const CODE_BLOCK = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;

/** What of Markdown a chat message may hold, as elements. `names` has the names of users and channels by id. */
export function markdown(text, names) {
  const parts = [];
  let end = 0;
  const addLines = (lines) => {
    if (lines !== '')
      parts.push(
        ...lines
          .replace(/^\n|\n$/g, '')
          .split('\n')
          .flatMap((one) => line(one, names)),
      );
  };
  for (const match of text.matchAll(CODE_BLOCK)) {
    addLines(text.slice(end, match.index));
    parts.push(element('pre', {tabindex: '0'}, element('code', {}, match[1].replace(/\n$/, ''))));
    end = match.index + match[0].length;
  }
  addLines(text.slice(end));
  return element('div', {class: 'text'}, ...parts);
}
