/**
 * What buttons and selects of facilitators do; most name a learner. All begin alike: whoever presses one must have the
 * facilitators' role, whatever it is.
 */
export const facilitatorPrefix = 'staff-';

export const facilitatorButtons = {
  close: `${facilitatorPrefix}close`,
  cancelTask: `${facilitatorPrefix}cancel`,
  thread: `${facilitatorPrefix}thread`,
  look: `${facilitatorPrefix}look`,
  reset: `${facilitatorPrefix}reset`,
  move: `${facilitatorPrefix}move`,
  take: `${facilitatorPrefix}take`,
  answer: `${facilitatorPrefix}answer`,
  done: `${facilitatorPrefix}done`,
} as const;
export type FacilitatorButton = keyof typeof facilitatorButtons;

/** Which of them it is, and its argument. */
export function readFacilitatorButton(customId: string): {button: FacilitatorButton; argument: string} | undefined {
  const [action = '', ...rest] = customId.split(':');
  const names = Object.keys(facilitatorButtons).filter((name): name is FacilitatorButton => name in facilitatorButtons);
  const button = names.find((name) => facilitatorButtons[name] === action);
  return button === undefined ? undefined : {button, argument: rest.join(':')};
}
