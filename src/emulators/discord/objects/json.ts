/** An object of Discord's API, as it is sent. */
export type Json = Record<string, unknown>;
