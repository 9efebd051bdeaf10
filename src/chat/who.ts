/** Who may do something. */
export type Who = 'anybody' | 'facilitator';
