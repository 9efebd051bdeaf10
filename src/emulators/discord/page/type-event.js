/** Tells where lines are typed what to begin one with: `detail`, a string. */
export const typeEvent = 'labrador-type';
