import {ApplicationCommandOptionType, ChannelType, type APIApplicationCommandBasicOption} from 'discord-api-types/v10';
import {z} from 'zod';

type Option = APIApplicationCommandBasicOption;

export const minutesSchema = z.number().int().positive();
export const countSchema = z.number().int().positive();
export const textSchema = z.string().trim().min(1);

export const minutes = (name: string, description: string): Option => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  description,
  min_value: 1,
  max_value: 7 * 24 * 60,
  required: false,
});

export const channel = (name: string, description: string, required: boolean): Option => ({
  type: ApplicationCommandOptionType.Channel,
  name,
  description,
  channel_types: [ChannelType.GuildText],
  required,
});

export const count = (name: string, description: string): Option => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  description,
  min_value: 1,
  max_value: 5_000,
});

export const who = (description: string, required: boolean): Option => ({
  type: ApplicationCommandOptionType.User,
  name: 'who',
  description,
  required,
});

export const text = (description: string, required: boolean): Option => ({
  type: ApplicationCommandOptionType.String,
  name: 'text',
  description,
  max_length: 1_500,
  required,
});
