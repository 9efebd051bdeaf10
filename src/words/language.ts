/** What the bot speaks; the first is what it speaks where nobody's language is known. */
export const languages = ['en', 'de', 'fr'] as const;
export type Language = (typeof languages)[number];

/** As their own speakers call them. */
export const languageNames: Readonly<Record<Language, string>> = {en: 'English', de: 'Deutsch', fr: 'Français'};

/**
 * The language of a client or a server, by its locale.
 * @see https://discord.com/developers/docs/reference#locales
 */
export function languageOf(locale: string | undefined): Language {
  const spoken = locale?.split('-')[0];
  return languages.find((language) => language === spoken) ?? 'en';
}
