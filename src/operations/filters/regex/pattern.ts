/** A pattern of grep, whatever syntax it was written in. */
export type Pattern =
  | {readonly kind: 'empty'}
  | {readonly kind: 'character'; readonly matches: (character: string) => boolean}
  | {readonly kind: 'at'; readonly place: Place}
  | {readonly kind: 'sequence'; readonly parts: readonly Pattern[]}
  | {readonly kind: 'either'; readonly options: readonly Pattern[]}
  | {readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number | undefined};

/** What holds between two characters. */
export type Place =
  'start' | 'end' | 'word-start' | 'word-end' | 'word-edge' | 'inside' | 'after-no-word' | 'before-no-word';
