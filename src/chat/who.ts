/** Who may do something; `server-manager`: who may manage the server, and need not be a facilitator yet. */
export type Who = 'anybody' | 'facilitator' | 'server-manager';
