/** What buttons and lists of facilitators are called; most name a learner behind it. */
export const facilitatorButtons = {
  close: 'staff-close',
  cancelTask: 'staff-cancel',
  thread: 'staff-thread',
  look: 'staff-look',
  reset: 'staff-reset',
  move: 'staff-move',
  take: 'staff-take',
  answer: 'staff-answer',
  done: 'staff-done',
} as const;
/** Below the greeting of a server, for who manages it. */
export const setUpButtonId = 'set-up';

export type FacilitatorButton = keyof typeof facilitatorButtons;
