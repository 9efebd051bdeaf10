import {post} from './control.js';

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const ATTACHMENT = 11;
const USER = 6;

const isSubcommand = ({type}) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP;

/** How far a line has got: the command, the options that it can take now, and where the part being typed begins. */
function progress(line, commands) {
  const words = line.slice(1).split(/\s+/);
  const command = commands.find(({name}) => name === words[0]);
  if (!command || words.length === 1) return {word: words[0] ?? '', start: 1, next: commands, isOptions: false};
  let options = command.options ?? [];
  let depth = 1;
  while (options.some(isSubcommand)) {
    const chosen = options.find(({name}) => name === words[depth]);
    if (!chosen || words.length === depth + 1) {
      const word = words[depth] ?? '';
      return {word, start: line.length - word.length, next: options, isOptions: false};
    }
    options = chosen.options ?? [];
    depth += 1;
  }
  return {options, isOptions: true};
}

/** The option that a line ends in, and what is typed for it. */
function lastOption(line, options) {
  const starts = [...line.matchAll(/(?<=\s)([^\s:]+):/g)].filter(([, name]) =>
    options.some((option) => option.name === name),
  );
  const last = starts.at(-1);
  if (!last) return null;
  const valueStart = last.index + last[0].length;
  return {option: options.find(({name}) => name === last[1]), valueStart, text: line.slice(valueStart)};
}

/** Options that take a file in the command that a line begins with. */
export function fileOptions(line, commands) {
  if (!line.startsWith('/')) return [];
  return (progress(line, commands).options ?? []).filter(({type}) => type === ATTACHMENT);
}

function optionNames(line, options) {
  const word = /(\S*)$/.exec(line)[1];
  return options
    .filter(({name, type}) => type !== ATTACHMENT && name.startsWith(word) && !line.includes(` ${name}:`))
    .map(({name, description, required}) => ({
      label: `${name}:`,
      note: required ? `${description} (required)` : description,
      line: `${line.slice(0, line.length - word.length)}${name}:`,
    }));
}

/** What a line could go on with: commands, subcommands, option names, values. Each carries the whole new line. */
export async function suggest({line, commands, users, user, channel}) {
  if (!line.startsWith('/')) return [];
  const at = progress(line, commands);
  if (!at.isOptions) {
    return at.next
      .filter(({name}) => name.startsWith(at.word))
      .map(({name, description}) => ({label: name, note: description, line: `${line.slice(0, at.start)}${name} `}));
  }
  const last = lastOption(line, at.options);
  if (!last) return optionNames(line, at.options);
  const withValue = (value) => `${line.slice(0, last.valueStart)}${value}`;
  if (last.option.type === USER) {
    const typed = last.text.replace('@', '').toLowerCase();
    return users
      .filter(({name}) => name.startsWith(typed) && name !== typed)
      .map(({name}) => ({label: `@${name}`, note: '', line: withValue(`@${name} `)}));
  }
  if (last.option.autocomplete || last.option.choices?.length) {
    const choices = await post('/autocomplete', {user, channel, line}).catch(() => []);
    const open = choices.filter(({value}) => String(value) !== last.text.trim());
    const shown = open.map(({name, value}) => ({label: name, note: '', line: withValue(value)}));
    if (shown.length > 0) return shown;
  }
  return /\s\S*$/.test(last.text) ? optionNames(line, at.options) : [];
}
