import type {Words} from '#src/words/en/en.ts';

/** To be called when something of that kind was mended. */
export type Mending = (what: keyof Words['yaml']['mended']) => () => void;
