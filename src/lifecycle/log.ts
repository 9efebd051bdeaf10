/** Says to who runs Labrador what went wrong, and of what; how it is written is for `observability` to decide. */
export type Log = (message: string, error?: unknown) => void;
