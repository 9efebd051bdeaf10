import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {answer} from './answer.ts';
import {broadcast, broadcastWindow} from './broadcast.ts';
import {close} from './close.ts';
import {doctor} from './doctor.ts';
import {exportRecord} from './export.ts';
import {extend} from './extend.ts';
import {fastForward} from './fast-forward.ts';
import {hint, hintWindow} from './hint.ts';
import {learner} from './learner.ts';
import {look} from './look.ts';
import {open} from './open.ts';
import {pause} from './pause.ts';
import {reset} from './reset.ts';
import {resume} from './resume.ts';
import {status} from './status.ts';
import {described} from '../described.ts';
import {facilitatorPermissions} from '../facilitator-permissions.ts';
import type {Performable} from './subcommand.ts';

const subcommands = [
  open,
  status,
  doctor,
  learner,
  broadcast,
  hint,
  pause,
  resume,
  fastForward,
  reset,
  extend,
  exportRecord,
  close,
];
const windows = [look, answer, broadcastWindow, hintWindow];

/** For facilitators: opens and closes workshops, looks at the class and steers it. */
export const workshopCommand = {
  definition: {
    name: 'workshop',
    ...described((words) => words.commands.workshop.about),
    default_member_permissions: facilitatorPermissions,
    options: subcommands.map(({definition: {options = [], ...definition}}) => ({
      type: ApplicationCommandOptionType.Subcommand as const,
      ...definition,
      options,
    })),
  },
  run: async ({subcommand, options}, session) =>
    named(subcommands, subcommand).perform(Object.fromEntries(options), session),
  submit: async ({argument, text}, session) => {
    const [name, about] = argument.split(':');
    return named(windows, name).perform({about, text}, session);
  },
  complete: (option, typed, whereabouts) =>
    subcommands.find(({complete}) => option in complete)?.complete[option]?.(typed, whereabouts) ?? [],
} satisfies SlashCommand;

function named<Definition extends {readonly name: string}>(
  all: readonly Performable<Definition>[],
  name = '',
): Performable<Definition> {
  const found = all.find(({definition}) => definition.name === name);
  if (found === undefined) throw new Error(`/workshop has no ${name}`);
  return found;
}
