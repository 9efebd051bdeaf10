import type {Said} from '../said.ts';

/** `/workshop`: at most 100 characters for each thing that the chat shows of it. */
export const workshopCommands = {
  about: 'For facilitators: open a workshop, watch it and steer it',
  open: {
    about: 'Open a workshop in two channels',
    lab: 'What is taught',
    channel: 'Where participants type and see everybody’s Pods',
    facilitators: 'Where facilitators see the class; this channel without it',
    name: 'What you call it',
    capacity: 'How many may have a sandbox at a time; who is more waits in line',
    minutes: 'In how many minutes it closes by itself; never without it',
    sandboxMinutes: 'For how long a sandbox lasts; as long as the workshop without it',
    replies: 'Who sees the answers to kubectl commands; who asked, without it',
    private: 'private',
    public: 'public',
    notify: 'Whether the facilitators’ role is notified when somebody asks for help; not without it',
    language: 'What its channels speak; the server’s own without it. Answers are in each person’s own',
  },
  status: 'How it is set up and how full it is',
  doctor: {
    about: 'Check the chat, the cluster and Redis before a class',
    learners: 'For how many there is to be room',
  },
  learner: {
    about: 'Where one learner is, what they did, and what you can do',
    who: 'Whom',
  },
  broadcast: {
    about: 'Say something to all',
    text: 'What; without it a window opens for words of several lines',
    window: 'Say something to all',
  },
  hint: {
    about: 'Give a hint for the step that each is at',
    to: 'To whom',
    all: 'all',
    stuck: 'stuck',
    text: 'Your own words instead of the lab’s',
    window: 'Whether a window opens for your own words, of several lines',
    windowForAll: 'A hint for all',
    windowForStuck: 'A hint for who is stuck',
  },
  pause: 'Let nothing run; what is typed is kept',
  resume: 'Go on after a pause',
  fastForward: {
    about: 'Move everybody who is behind to a step, by playing the solutions',
    step: 'The step’s number',
    noStep: ({steps}: {steps: number}): Said => ({message: `The lab has ${steps} steps.`, next: 'Give one of them.'}),
  },
  reset: {
    about: 'Reset sandboxes to the start of the step that each is at',
    who: 'Whose; everybody’s without it',
  },
  extend: {
    about: 'Give it more time or more places',
    minutes: 'How many minutes more',
    capacity: 'How many may have a sandbox from now on',
  },
  export: 'Get the record as CSV and JSON',
  close: 'Remove all sandboxes and close it',
  empty: {message: 'There is nothing in it.', next: 'Write it once more.'} satisfies Said,
  notUnderstood: 'this is not understood',
  completeIt: 'Type it again and let the chat complete it.',
};
