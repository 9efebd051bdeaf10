import {html} from 'htm/preact';
import {useEffect, useState} from 'preact/hooks';

const tickMs = 1_000;

/**
 * How each style of a timestamp is written; `R` counts on.
 * @type {Record<string, Intl.DateTimeFormatOptions>}
 */
const styles = {
  t: {timeStyle: 'short'},
  T: {timeStyle: 'medium'},
  d: {dateStyle: 'short'},
  D: {dateStyle: 'long'},
  f: {dateStyle: 'long', timeStyle: 'short'},
  F: {dateStyle: 'full', timeStyle: 'short'},
};

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * "in 5 minutes", "2 hours ago".
 * @param {Date} date
 */
function relative(date) {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', {numeric: 'auto'}).format(Math.trunc(seconds / size), unit);
}

/** @param {{date: Date}} properties */
function RelativeTime({date}) {
  const [text, setText] = useState(() => relative(date));
  const ms = date.getTime();
  useEffect(() => {
    const update = () => setText(relative(new Date(ms)));
    update();
    const timer = setInterval(update, tickMs);
    return () => clearInterval(timer);
  }, [ms]);
  return html`<time datetime=${date.toISOString()} title=${date.toLocaleString()}>${text}</time>`;
}

/**
 * A moment as its reader's clock and language have it.
 * @param {{seconds: number, style: string}} properties `style` is one of Discord's letters, or empty
 */
export function Timestamp({seconds, style}) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return html`<span>invalid time</span>`;
  if (style === 'R') return html`<${RelativeTime} date=${date} />`;
  const text = new Intl.DateTimeFormat([], styles[style] ?? styles['f']).format(date);
  return html`<time datetime=${date.toISOString()} title=${date.toLocaleString()}>${text}</time>`;
}
