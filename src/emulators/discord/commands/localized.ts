import {Locale, type APIApplicationCommandOption, type APIApplicationCommandOptionChoice} from 'discord-api-types/v10';

/** Locales that stand in for another where its own text is missing.
 * @see https://docs.discord.com/developers/interactions/application-commands#locale-fallbacks */
const fallbacks: Partial<Record<Locale, Locale>> = {
  [Locale.EnglishUS]: Locale.EnglishGB,
  [Locale.EnglishGB]: Locale.EnglishUS,
  [Locale.SpanishLATAM]: Locale.SpanishES,
};

/** A text by its locales, as commands and options have it. */
export type Localizations = APIApplicationCommandOption['name_localizations'];

/** A name or a description as people with that locale see it; undefined: as it is by default. */
export function localized(texts: Localizations, locale: Locale): string | undefined {
  const fallback = fallbacks[locale];
  return texts?.[locale] ?? (fallback === undefined ? undefined : texts?.[fallback]) ?? undefined;
}

/** The same with the texts that people with that locale see in the place of the default ones. What is typed stays as it is
 * sent; what it is called is the `label`. */
export function asShown(node: Named, locale: Locale): Record<string, unknown> {
  const {name_localized: label, description_localized: description, options, choices, ...rest} = asListed(node, locale);
  const {options: inner, choices: offered} = node;
  return {
    ...rest,
    ...(label === undefined ? {} : {label}),
    ...(description === undefined ? {} : {description}),
    ...(options === undefined ? {} : {options: inner?.map((option) => asShown(option, locale))}),
    ...(choices === undefined ? {} : {choices: offered?.map((choice) => asShown(choice, locale))}),
  };
}

interface Named {
  readonly name_localizations?: Localizations;
  readonly description_localizations?: Localizations;
  readonly options?: readonly APIApplicationCommandOption[];
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
}

/** A command or a part of one as it is listed: only what the requester's locale asks for stands beside the default texts.
 * @see https://docs.discord.com/developers/interactions/application-commands#retrieving-localized-commands */
export function asListed(node: Named, locale: Locale): Record<string, unknown> {
  const {name_localizations: names, description_localizations: descriptions, options, choices, ...rest} = node;
  const name = localized(names, locale);
  const description = localized(descriptions, locale);
  return {
    ...rest,
    ...(name === undefined ? {} : {name_localized: name}),
    ...(description === undefined ? {} : {description_localized: description}),
    ...(options === undefined ? {} : {options: options.map((option) => asListed(option, locale))}),
    ...(choices === undefined ? {} : {choices: choices.map((choice) => asListed(choice, locale))}),
  };
}

/** A locale by its name; undefined where Discord has none of that name. */
export const localeCalled = (name: string): Locale | undefined => localesByName.get(name);

const localesByName = new Map<string, Locale>(Object.values(Locale).map((locale) => [locale, locale]));
