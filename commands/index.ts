import type {SlashCommand} from '../src/discord/slash-command.ts';
import {applyCommand} from './apply.ts';
import {browseCommand} from './browse.ts';
import {cancelCommand} from './cancel.ts';
import {editCommand} from './edit.ts';
import {kubectlCommand} from './kubectl.ts';
import {labCommand} from './lab.ts';

/** The slash commands that the bot registers. */
export const commands: readonly SlashCommand[] = [
  labCommand,
  kubectlCommand,
  applyCommand,
  editCommand,
  browseCommand,
  cancelCommand,
];
