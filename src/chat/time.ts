/** The chat's own timestamp: it counts on without an edit. */
export const time = (at: number, style: 'R' | 'T' | 't' = 'R'): string => `<t:${Math.floor(at / 1000)}:${style}>`;
