import {ApplicationCommandType} from 'discord-api-types/v10';
import type {MenuCommand} from '#src/chat/menu-command.ts';
import {facilitatorPermissions} from '../facilitator-permissions.ts';
import {named} from '../described.ts';

/** A private thread with a learner, who need not have asked for it. */
export const openHelpThread = {
  definition: {
    ...named((words) => words.commands.menu.openThread),
    type: ApplicationCommandType.User,
    default_member_permissions: facilitatorPermissions,
  },
  who: 'facilitator',
  run: async ({userId}, {facilitating}) => facilitating.openThread(userId),
} satisfies MenuCommand;
