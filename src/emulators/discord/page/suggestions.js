import {readChoices} from './control.js';

/**
 * @typedef {import('../control/shown.ts').ShownOption} ShownOption
 * @typedef {import('../control/shown.ts').ShownCommand} ShownCommand
 * @typedef {{label: string, note: string, line: string}} Suggestion `line` is what the whole line becomes
 *
 * What a line can go on with depends on.
 * @typedef {object} Draft
 * @property {string} line
 * @property {string} user
 * @property {string} channel
 * @property {readonly ShownCommand[]} commands
 * @property {readonly {name: string}[]} users
 */

const subcommand = 1;
const subcommandGroup = 2;
const attachment = 11;
const userPattern = 6;

/** @param {ShownOption} option */
const isSubcommand = ({type}) => type === subcommand || type === subcommandGroup;

/**
 * How far a line has got: names that it can go on with and the part of one that is typed, or the options of its
 * command.
 * @param {string} line
 * @param {readonly ShownCommand[]} commands
 * @returns {{word: string, start: number, next: readonly {name: string, description: string}[]} | {options: readonly ShownOption[]}}
 */
function progress(line, commands) {
  const words = line.slice(1).split(/\s+/);
  const command = commands.find(({name}) => name === words[0]);
  if (!command || words.length === 1) return {word: words[0] ?? '', start: 1, next: commands};
  let options = command.options ?? [];
  let depth = 1;
  while (options.some(isSubcommand)) {
    const word = words[depth] ?? '';
    const chosen = options.find(({name}) => name === word);
    if (!chosen || words.length === depth + 1) return {word, start: line.length - word.length, next: options};
    options = chosen.options ?? [];
    depth += 1;
  }
  return {options};
}

/**
 * The option that a line ends in, and what is typed for it.
 * @param {string} line
 * @param {readonly ShownOption[]} options
 */
function lastOption(line, options) {
  for (const match of [...line.matchAll(/(?<=\s)([^\s:]+):/g)].reverse()) {
    const option = options.find(({name}) => name === match[1]);
    if (option === undefined) continue;
    const valueStart = match.index + match[0].length;
    return {option, valueStart, text: line.slice(valueStart)};
  }
  return undefined;
}

/**
 * Options that take a file in the command that a line begins with.
 * @param {string} line
 * @param {readonly ShownCommand[]} commands
 */
export function fileOptions(line, commands) {
  const at = progress(line, commands);
  if (!line.startsWith('/') || !('options' in at)) return [];
  return at.options.filter(({type}) => type === attachment);
}

/** @param {string} line @param {readonly ShownOption[]} options @returns {Suggestion[]} */
function optionNames(line, options) {
  const word = /\S*$/.exec(line)?.[0] ?? '';
  return options
    .filter(({name, type}) => type !== attachment && name.startsWith(word) && !line.includes(` ${name}:`))
    .map(({name, description, required}) => ({
      label: `${name}:`,
      note: required ? `${description} (required)` : description,
      line: `${line.slice(0, line.length - word.length)}${name}:`,
    }));
}

/**
 * @param {Draft} draft
 * @param {NonNullable<ReturnType<typeof lastOption>>} last
 * @returns {Promise<Suggestion[]>}
 */
async function values({line, user, channel, users}, {option, valueStart, text}) {
  const withValue = (/** @type {string | number} */ value) => `${line.slice(0, valueStart)}${value}`;
  if (option.type === userPattern) {
    const typed = text.replace('@', '').toLowerCase();
    return users
      .filter(({name}) => name.startsWith(typed) && name !== typed)
      .map(({name}) => ({label: `@${name}`, note: '', line: withValue(`@${name} `)}));
  }
  if (!option.autocomplete && !option.choices?.length) return [];
  // without suggestions one goes on typing
  const choices = await readChoices({user, channel, line}).catch(() => []);
  return choices
    .filter(({value}) => String(value) !== text.trim())
    .map(({name, value}) => ({label: name, note: '', line: withValue(value)}));
}

/**
 * What a line could go on with: commands, subcommands, option names, values.
 * @param {Draft} draft
 * @returns {Promise<Suggestion[]>}
 */
export async function suggest(draft) {
  const {line, commands} = draft;
  if (!line.startsWith('/')) return [];
  const at = progress(line, commands);
  if (!('options' in at)) {
    return at.next
      .filter(({name}) => name.startsWith(at.word))
      .map(({name, description}) => ({label: name, note: description, line: `${line.slice(0, at.start)}${name} `}));
  }
  const last = lastOption(line, at.options);
  if (!last) return optionNames(line, at.options);
  const found = await values(draft, last);
  if (found.length > 0 || last.option.type === userPattern) return found;
  return /\s\S*$/.test(last.text) ? optionNames(line, at.options) : [];
}
