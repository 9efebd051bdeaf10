import {ApplicationCommandOptionType, ChannelType, type APIApplicationCommandBasicOption} from 'discord-api-types/v10';
import {z} from 'zod';
import {described, type Say} from '../described.ts';

type Option = APIApplicationCommandBasicOption;

export const minutesSchema = z.number().int().positive();
export const countSchema = z.number().int().positive();
export const textSchema = z.string().trim().min(1);

export const minutes = (name: string, about: Say): Option => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  ...described(about),
  min_value: 1,
  max_value: 7 * 24 * 60,
  required: false,
});

export const channel = (name: string, about: Say, required: boolean): Option => ({
  type: ApplicationCommandOptionType.Channel,
  name,
  ...described(about),
  channel_types: [ChannelType.GuildText],
  required,
});

export const count = (name: string, about: Say): Option => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  ...described(about),
  min_value: 1,
  max_value: 5_000,
});

export const who = (about: Say, required: boolean): Option => ({
  type: ApplicationCommandOptionType.User,
  name: 'who',
  ...described(about),
  required,
});

export const text = (about: Say, required: boolean): Option => ({
  type: ApplicationCommandOptionType.String,
  name: 'text',
  ...described(about),
  max_length: 1_500,
  required,
});
