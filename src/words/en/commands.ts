import type {Said} from '../said.ts';
import {workshopCommands} from './commands-workshop.ts';

/** What the chat shows of commands before they are sent (at most 100 characters each), and what they refuse. */
export const commands = {
  lab: {
    about: 'Take the lab',
    start: 'Join the lab: you get a sandbox of your own',
    show: 'Show the step that you are at',
    steps: 'Show all steps and how far you are',
    check: 'Check the step that you are at',
    hint: 'Get a hint for the step that you are at',
    solution: 'See how the step is solved',
    reset: 'Begin this step again, or empty your sandbox',
    leave: 'Leave the lab: your sandbox and all that is in it go',
    nothingToLeave: 'You have no sandbox to leave.',
  },
  kubectl: {
    about: 'Run a kubectl command in your sandbox',
    command: 'As you would type it: get pods -l app=nginx',
  },
  apply: {
    about: 'Apply your own YAML: attach a file, or leave it out and paste',
    file: 'A .yaml file; without one a window opens to paste into',
    window: 'Apply your own YAML',
    yaml: 'One or more objects, with --- between them',
    notYaml: ({file}: {file: string}): Said => ({
      message: `The file ${file} is not YAML by its name.`,
      next: 'Attach a .yaml file.',
    }),
    empty: {message: 'There is no YAML in it.', next: 'Paste at least one object.'},
  },
  edit: {
    about: 'Edit an object of your sandbox in a window',
    resource: 'TYPE/NAME, such as daemonset/nginx',
    empty: 'There is no YAML in it, and nothing was changed.',
  },
  browse: {
    about: 'Browse to your app',
    service: 'The Service to go through; without it your first one',
    path: 'The page; without it /',
    host: 'A host of your Ingress, such as web.local, or its whole address',
  },
  cancel: {
    about: 'Cancel your commands that wait or run',
    nothing: 'Nothing of yours waits or runs.',
    cancelling: ({count}: {count: number}): string => `✖ Cancelling ${count}:`,
  },
  helpMe: {
    about: 'Ask a facilitator for help',
    what: 'What you need, in your own words',
  },
  me: {
    about: 'What is kept about you',
    export: 'Get it as a file',
    forget: 'Delete it, once you have left the lab',
  },
  /** Of people and messages; at most 32 characters each. */
  menu: {
    showLearner: 'Show learner',
    openThread: 'Open a help thread',
    applyYaml: 'Apply this YAML',
    noYaml: {
      message: 'There is no YAML in that message.',
      next: 'Choose it on a message with a manifest in a code block, or type /apply and paste one.',
    },
  },
  workshop: workshopCommands,
};
