import type {MenuCommand} from '#src/chat/menu-command.ts';
import {applyThisYaml} from './apply-this-yaml.ts';
import {openHelpThread} from './open-help-thread.ts';
import {showLearner} from './show-learner.ts';

/** What the bot adds to the menus of people and of messages. */
export const menuCommands: readonly MenuCommand[] = [showLearner, openHelpThread, applyThisYaml];
