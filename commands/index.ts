import type {SlashCommand} from '#src/chat/slash-command.ts';
import {applyCommand} from './apply.ts';
import {browseCommand} from './browse.ts';
import {cancelCommand} from './cancel.ts';
import {editCommand} from './edit.ts';
import {helpMeCommand} from './help-me.ts';
import {kubectlCommand} from './kubectl.ts';
import {labCommand} from './lab.ts';
import {meCommand} from './me.ts';
import {workshopCommand} from './workshop/index.ts';

/** The slash commands that the bot registers. */
export const commands: readonly SlashCommand[] = [
  labCommand,
  kubectlCommand,
  applyCommand,
  editCommand,
  browseCommand,
  cancelCommand,
  helpMeCommand,
  meCommand,
  workshopCommand,
];
