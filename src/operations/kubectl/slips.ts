import {nearestTo} from '../nearest-to.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {outputs} from './parse-output-flag.ts';
import {shown} from './shown.ts';
import {typeLine} from './type-line.ts';
import {longFlags, verbNames} from './verbs.ts';
import {words} from '#src/words/words.ts';

/** What is wrong with a line as a whole, and the lines that it was perhaps meant to be, the likeliest first. */
interface Slip {
  readonly said: string;
  readonly meant: readonly string[];
}

/** Longer lines are nobody's slip, and what is asked of each would cost too much. */
const longestAsked = 300;

const marksAround = /^(?<mark>\*{1,3}|\|\||~~|__?)(?<inside>[^]+)\k<mark>$/u;
const bracketsAround = /^[([{<](?<inside>[^]+)[)\]}>]$/u;
const sentenceEnd = /(?<=[\p{L}\d%"'\])}])(?:[.,:;、。，；：]|[!?！？]{1,3})$/u;
const pictures = /\s*(?:\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\s*)+$/u;
const inFront = /^[^|;&<>'"`$\n]{1,80}?(?<![\w./-])(?=kubectl\s)/iu;
const firstWords =
  /^(?<kubectl>(?:k(?:ubectl)?\s+)?)(?<first>[a-z-]+)\s+(?<second>[a-z-]+)(?<rest>(?:\s+(?<third>[a-z]+)(?=\s|$))?[^]*)$/iu;
/** What people take for the sign of a comment. */
const comment = /\s+(?:\/\/|\/\*|<!--|<-+|\u2190|\u2192|=>|->|-->)\s.*$/u;
const blankBehindHyphens = /(?<=\s)(?<hyphens>--?)\s+(?=[a-z])/u;
const takesPairs = /\b(?:label|annotate|set)\b|\s-l|--(?:selector|from-literal|env|labels)\b/u;
const pairWithColon = /(?<=\s|=|-l)(?<key>[A-Za-z][\w./-]*):\s*(?=[\w])/gu;
const formatGiven = /(?<flag>\s(?:-o[ =]?|--output[ =]))(?<format>[\w-]+)(?=[\s=]|$)/u;
const formats = outputs.filter((output) => output !== 'table');
const severalFormats = /\s(?:-o|--output)[\s=]*\w+,/u;
const pairWithBlanks =
  /(?<=\s|^|--from-literal=)(?<key>[\w./-]+=)(?<value>[^\s=]+(?:\s+(?!-)[^\s=]+(?<!-))+)(?=\s|$)/gu;
/** Letters of other alphabets that look like those of kubectl. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('аеорсхуіѕкмтнοακ', (letter, index) => [letter, 'aeopcxyiskmthoak'.charAt(index)]),
);

const looks: readonly ((line: string) => Slip | undefined)[] = [
  (line) => {
    const {inside} = (marksAround.exec(line) ?? bracketsAround.exec(line))?.groups ?? {};
    return {said: words().slips.around, meant: [inside?.trim() ?? line.replace(/^`+|`+$/gu, '').trim()]};
  },
  (line) => {
    const sign = (sentenceEnd.exec(line) ?? pictures.exec(line))?.[0] ?? '';
    return sign === ''
      ? undefined
      : {said: words().slips.atEnd({sign: shown(sign.trim())}), meant: [line.slice(0, -sign.length)]};
  },
  (line) => {
    const [front = ''] = inFront.exec(line) ?? [];
    const [begin = ''] = front.trim().toLowerCase().split(/\s/u, 1);
    return front === '' || ['k', 'kubectl', ...verbNames].includes(begin)
      ? undefined
      : {said: words().slips.inFront, meant: [line.slice(front.length)]};
  },
  (line) => {
    const plain = line
      .normalize('NFKC')
      .replaceAll('。', '.')
      .replaceAll(/\P{ASCII}/gu, (letter) => lookalikes[letter] ?? letter);
    return {said: words().slips.letters, meant: [plain]};
  },
  (line) => ({said: words().slips.comment, meant: [line.replace(comment, '')]}),
  (line) => {
    const {flag = '', format = ''} = formatGiven.exec(line)?.groups ?? {};
    const nearest = nearestTo(format.toLowerCase(), formats);
    const said = words().verbs.get.output({given: shown(format), outputs: ''}).message;
    return nearest === undefined ? undefined : {said, meant: [line.replace(formatGiven, `${flag}${nearest}`)]};
  },
  (line) => ({said: words().slips.hyphens, meant: [line.replace(blankBehindHyphens, '$<hyphens>')]}),
  (line) => {
    const apart = severalFormats.test(line) ? [] : [line.replaceAll(/,\s*/gu, ' ')];
    return {said: words().slips.commas, meant: [line.replaceAll(/,\s+/gu, ','), ...apart]};
  },
  (line) => ({said: words().slips.equals, meant: /['"]/u.test(line) ? [] : [line.replaceAll(/\s*=\s*/gu, '=')]}),
  (line) => ({said: words().slips.colon, meant: [line.replaceAll(/(\s--[a-z-]+):(?=\S)/gu, '$1=')]}),
  (line) => ({
    said: words().slips.colonInPair,
    meant: takesPairs.test(line) ? [line.replaceAll(pairWithColon, '$<key>=')] : [],
  }),
  (line) => {
    let said = '';
    const meant = line.replaceAll(/(?<=\s)(?<name>[a-z-]{4,})(?==)/gu, (name) => {
      if (!longFlags.includes(name)) return name;
      said = words().flags.twoHyphens({flag: shown(name)});
      return `--${name}`;
    });
    return {said, meant: [meant]};
  },
  (line) => {
    const {kubectl = '', first = '', second = '', rest = ''} = firstWords.exec(line)?.groups ?? {};
    const areVerbs = [first, second].every((word) => verbNames.includes(word.toLowerCase()));
    return areVerbs ? {said: words().slips.verb({verb: second}), meant: [`${kubectl}${second}${rest}`]} : undefined;
  },
  (line) => {
    const {kubectl = '', first = '', second = '', rest = '', third = ''} = firstWords.exec(line)?.groups ?? {};
    const word = `${second}${third}`;
    const isOne = third !== '' && knownResourceTypes(second).length === 0 && knownResourceTypes(word).length > 0;
    if (!isOne) return undefined;
    const meant = `${kubectl}${first} ${word}${rest.trimStart().slice(third.length)}`;
    return {said: words().slips.oneWord({word}), meant: [meant]};
  },
  (line) => {
    const takesText = /\bannotate\b|--from-literal/u.test(line) && !/['"]/u.test(line);
    const meant = line.replaceAll(pairWithBlanks, (_, key: string, value: string) => `${key}'${value}'`);
    return takesText ? {said: words().slips.blanks, meant: [meant]} : undefined;
  },
];

/**
 * What to tell a person whose line is refused, where the same line without a slip would do; undefined if none is known.
 * @param read reads a line and returns it as it is shown; undefined for one that is not understood either
 */
export function slipIn(line: string, read: (line: string) => string | undefined): UserError | undefined {
  const typed = line.trim();
  if (typed.length > longestAsked) return undefined;
  for (const look of looks) {
    const {said = '', meant = []} = look(typed) ?? {};
    for (const other of meant) {
      const understood = other === typed ? undefined : read(other);
      if (understood !== undefined) return new UserError('bad-input', said, {next: typeLine(understood)});
    }
  }
  return undefined;
}
