import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {commands} from '#commands/index.ts';
import {menuCommands} from '#commands/menu/index.ts';
import {languages} from '#src/words/language.ts';

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const limits = {description: 100, menuName: 32, choiceName: 100, all: 8_000};

const others = languages.filter((one) => one !== 'en');

const localizationsSchema = z.record(z.string(), z.string()).optional();
const choiceSchema = z.looseObject({
  name: z.string(),
  name_localizations: localizationsSchema,
  value: z.union([z.string(), z.number()]),
});
const nodeSchema = z.looseObject({
  name: z.string(),
  name_localizations: localizationsSchema,
  description: z.string(),
  description_localizations: localizationsSchema,
  choices: z.array(choiceSchema).default([]),
  get options() {
    return z.array(nodeSchema).default([]);
  },
});
type Node = z.infer<typeof nodeSchema>;

/** A command, its subcommands and their options, each with where it stands. */
const nodesIn = (node: Node, path = ''): [string, Node][] => [
  [`${path} ${node.name}`, node],
  ...node.options.flatMap((inner) => nodesIn(inner, `${path} ${node.name}`)),
];

const roots = commands.map(({definition}) => nodeSchema.parse(definition));
const nodes = roots.flatMap((root) => nodesIn(root));
const choices = nodes.flatMap(([path, node]) =>
  node.choices.map((choice): [string, z.infer<typeof choiceSchema>] => [`${path} ${choice.name}`, choice]),
);

function expectTexts(texts: (string | undefined)[], most: number): void {
  for (const text of texts) {
    expect(text?.trim()).toBe(text);
    expect(text ?? '').not.toBe('');
    expect(text?.length).toBeLessThanOrEqual(most);
  }
}

const inAll = (text: string, localizations: Record<string, string> = {}): (string | undefined)[] => [
  text,
  ...others.map((one) => localizations[one]),
];

describe('a description has each language, and room in each', () => {
  test.each(nodes)('%s', (_, {description, description_localizations: localizations}) => {
    expectTexts(inAll(description, localizations), limits.description);
    expect(Object.keys(localizations ?? {})).toEqual(others);
  });
});

describe('the name of a choice has each language, and room in each', () => {
  test.each(choices)('%s', (_, {name, name_localizations: localizations}) => {
    expectTexts(inAll(name, localizations), limits.choiceName);
    expect(Object.keys(localizations ?? {})).toEqual(others);
  });
});

describe('the name of a command in a menu has each language, and room in each', () => {
  test.each(menuCommands.map(({definition}) => [definition.name, definition] as const))('%s', (_, definition) => {
    const localizations = z.record(z.string(), z.string()).parse(definition.name_localizations);
    expectTexts(inAll(definition.name, localizations), limits.menuName);
    expect(Object.keys(localizations)).toEqual(others);
  });

  test.each(languages)('and is one of its own in %s', (one) => {
    const names = menuCommands.map(({definition: {name, name_localizations: localizations}}) =>
      one === 'en' ? name : localizations?.[one],
    );
    expect(new Set(names).size).toBe(menuCommands.length);
  });
});

test('what is typed is the same in every language: names of commands and of options are not translated', () => {
  expect(nodes.filter(([, node]) => node.name_localizations !== undefined)).toEqual([]);
});

test.each(roots.map((root) => [root.name, root] as const))(
  '/%s is small enough with the longest of its texts',
  (_, root) => {
    const longest = (text: string, localizations: Record<string, string> | undefined): number =>
      Math.max(...inAll(text, localizations).map((one) => one?.length ?? 0));
    const lengths = nodesIn(root).flatMap(([, node]) => [
      node.name.length,
      longest(node.description, node.description_localizations),
      ...node.choices.map((choice) => longest(choice.name, choice.name_localizations) + String(choice.value).length),
    ]);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(limits.all);
  },
);
