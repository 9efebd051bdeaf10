/** What `coverage` is told where just-bash awaits the answer. */
export const turn = 'turn';

/** How many steps a pattern may take over a text: a linear engine needs about so many times the one's size for the other's. */
const maxPatternSteps = 2_000_000;

interface Rewrite {
  /** What stands only in files with the place. */
  mark: string;
  rewrite: (source: string) => string;
}

const boundOfText = `if(text.length*this._re2.programSize()>${maxPatternSteps})throw new Error("the text is too long for this pattern")`;
const bounded = `paced(text){this.bound(text);return this._re2.matcher(text)}bound(text){${boundOfText}}`;

/**
 * just-bash runs a loop, a program of awk, or a search through many lines without ever giving the event loop back: what it
 * awaits is its own, and what it searches it does at once. But it tells its steps to what is given as `coverage`. Here it
 * is made to await that, in places where it goes on and on; `ProgramBudget.step` then decides which step waits.
 */
const rewrites: Readonly<Record<string, Rewrite>> = {
  'a command of a shell': {
    mark: 'hit(`bash:cmd:',
    rewrite: (source) =>
      source.replaceAll('this.ctx.coverage?.hit(`bash:cmd:', 'await this.ctx.coverage?.hit("turn"),$&'),
  },
  'a statement of awk': {
    mark: 'hit(`awk:stmt:',
    rewrite: (source) =>
      source.replaceAll(/(?<=[,(])(\w+)\.coverage\?\.hit\(`awk:stmt:/g, 'await $1.coverage?.hit("turn"),$&'),
  },
  'an expression of awk': {
    mark: 'hit(`awk:expr:',
    rewrite: (source) =>
      source.replaceAll(/(?<=[,(])(\w+)\.coverage\?\.hit\(`awk:expr:/g, 'await $1.coverage?.hit("turn"),$&'),
  },
  'a line of awk': {
    mark: '"line execution entry"',
    rewrite: (source) =>
      source.replaceAll('this.assertDefenseContext("line execution entry")', 'await this.ctx.coverage?.hit("turn"),$&'),
  },
  'a command of sed': {
    mark: '.pendingFileWrites=[],',
    rewrite: (source) => {
      const [, run = ''] = /\.pendingFileWrites=\[\],(\w+)\(/.exec(source) ?? [];
      const begin = new RegExp(String.raw`function ${run}\(\w+,(\w+),.*?for\(;\w+<\w+\.length;\)\{`);
      return source
        .replaceAll(new RegExp(String.raw`(?<![\w.])(?<!function )${run}\(`, 'g'), `await ${run}(`)
        .replace(begin, (found, state: string) => `async ${found}await ${state}.coverage?.hit("turn");`);
    },
  },
  'a line of grep': {
    mark: '){let{invertMatch:',
    rewrite: (source) =>
      source.replace(
        /function \w+\(\w+,\w+,(\w+)=\{\}\)\{let\{invertMatch:.*?signal:\w+\}=\1;.*?(\w+)=\(\w+=1\)=>\{.*?(?=function \w+\(\w+,\w+,\w+\)\{let\{invertMatch:)/s,
        (found, given: string, count: string) =>
          `async ${found.replaceAll(`${count}()`, `(${count}(),await ${given}.coverage?.hit("turn"))`)}`,
      ),
  },
  'a search of grep': {
    mark: 'grep: invalid regular expression',
    rewrite: (source) =>
      source.replaceAll(
        /=(\w+\(\w+,\w+,\{)(?=invertMatch:[^{}]*maxWork:\w+\((\w+)\))/g,
        '=await $1coverage:$2.coverage,',
      ),
  },
  'the order of sort': {
    mark: 'name:"sort",async execute(',
    rewrite: (source) => {
      const [, context = ''] = /name:"sort",async execute\(\w+,(\w+)\)/.exec(source) ?? [];
      return source.replace(/(\w+)\.sort\((\w+)\)(?=,\w+\.unique&&)/, `await ${context}.coverage?.sort($1,$2)`);
    },
  },
  'a find that a shell replaces': {
    mark: '"pattern replacement"',
    rewrite: (source) => {
      const [, replace = ''] =
        /function (\w+)\((\w+)(?:,\w+){4}\)\{let \w+=new \w+\(\2\.limits\.maxStringLength,"pattern replacement"/.exec(
          source,
        ) ?? [];
      return source
        .replaceAll(new RegExp(String.raw`(?<![\w.])(?<!function )${replace}\(`, 'g'), `await ${replace}(`)
        .replace(`function ${replace}(`, 'async $&')
        .replace(
          /(\w+)\.executionScope\.consumeLimited\("pattern_operations",1,\w+\.limits\.maxGlobOperations,"pattern replacement"\)/,
          '$1.coverage?.isMany()&&await $1.coverage.hit("turn"),$&',
        );
    },
  },
  'a text for a pattern': {
    mark: 'this._re2.matcher(',
    rewrite: (source) =>
      source
        .replaceAll(/this\._re2\.matcher\((\w+)\)/g, 'this.paced($1)')
        .replace(/acquireMatcher\((\w+)\)\{/, `${bounded}$&this.bound($1);`),
  },
};

/** One of its files, so changed. */
export function paceSource(source: string): string {
  return Object.values(rewrites).reduce(
    (text, {mark, rewrite}) => (text.includes(mark) ? rewrite(text) : text),
    source,
  );
}

/** @returns what does not find its place in any of the files: another version may have another form */
export function rewritesWithoutPlace(sources: readonly string[]): string[] {
  return Object.entries(rewrites)
    .filter(([, {mark, rewrite}]) => sources.every((source) => !source.includes(mark) || rewrite(source) === source))
    .map(([name]) => name);
}
