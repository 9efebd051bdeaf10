import {Locale} from 'discord-api-types/v10';
import {z} from 'zod';

/** @see https://docs.discord.com/developers/reference#locales */
export const localeSchema = z.enum(Locale);
