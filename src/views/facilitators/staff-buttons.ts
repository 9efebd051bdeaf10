/**
 * What buttons and selects of facilitators do; most name a learner. All begin alike: whoever presses one must have the
 * facilitators' role, whatever it is.
 */
export const staffPrefix = 'staff-';

export const staffButtons = {
  close: `${staffPrefix}close`,
  cancelTask: `${staffPrefix}cancel`,
  thread: `${staffPrefix}thread`,
  look: `${staffPrefix}look`,
  reset: `${staffPrefix}reset`,
  move: `${staffPrefix}move`,
  take: `${staffPrefix}take`,
  answer: `${staffPrefix}answer`,
  done: `${staffPrefix}done`,
} as const;
export type StaffButton = keyof typeof staffButtons;

/** Which of them it is, and its argument. */
export function readStaffButton(customId: string): {button: StaffButton; argument: string} | undefined {
  const [action = '', ...rest] = customId.split(':');
  const names = Object.keys(staffButtons).filter((name): name is StaffButton => name in staffButtons);
  const button = names.find((name) => staffButtons[name] === action);
  return button === undefined ? undefined : {button, argument: rest.join(':')};
}
