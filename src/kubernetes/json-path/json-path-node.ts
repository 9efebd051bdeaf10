/** One of `[start:end:step]`; undefined where nothing stands. */
export interface SliceBound {
  readonly value: number;
  /** Whether it is `[start]` that is meant, and this is one more. */
  readonly isDerived: boolean;
}

/** A piece of a JSONPath template, by the names that kubectl has for them. */
export type JsonPathNode =
  | {readonly kind: 'list'; readonly nodes: readonly JsonPathNode[]}
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'field'; readonly name: string}
  | {
      readonly kind: 'array';
      readonly start: SliceBound | undefined;
      readonly end: SliceBound | undefined;
      readonly step: SliceBound | undefined;
    }
  | {
      readonly kind: 'filter';
      readonly left: readonly JsonPathNode[];
      readonly right: readonly JsonPathNode[];
      /** Any run of `!`, `<`, `=` and `>`; `exists` where nothing is compared. */
      readonly operator: string;
    }
  | {readonly kind: 'number'; readonly value: number; readonly isFloat: boolean}
  | {readonly kind: 'boolean'; readonly value: boolean}
  | {readonly kind: 'wildcard'}
  | {readonly kind: 'recursive'}
  | {readonly kind: 'union'; readonly lists: readonly (readonly JsonPathNode[])[]}
  | {readonly kind: 'identifier'; readonly name: string};

/** What stands at the top of a template: text, and what is between braces. */
export type JsonPathTemplate = readonly JsonPathNode[];
