import {ApplicationCommandType} from 'discord-api-types/v10';
import type {MenuCommand} from '#src/chat/menu-command.ts';
import {facilitatorPermissions} from '../facilitator-permissions.ts';
import {named} from '../described.ts';

/** The same as `/workshop learner`, for who is before one's eyes. */
export const showLearner = {
  definition: {
    ...named((words) => words.commands.menu.showLearner),
    type: ApplicationCommandType.User,
    default_member_permissions: facilitatorPermissions,
  },
  who: 'facilitator',
  run: async ({userId}, {facilitating}) => facilitating.showLearner(userId),
} satisfies MenuCommand;
