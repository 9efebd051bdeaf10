/** A value in a template: a field of the dot or of a variable, a literal, or a call in parentheses. */
export type Operand =
  /** `of` is the dot, the whole (`$`), or a variable. */
  | {readonly kind: 'fields'; readonly of: string; readonly names: readonly string[]}
  | {readonly kind: 'text'; readonly value: string}
  | {readonly kind: 'number'; readonly value: number; readonly isFloat: boolean}
  | {readonly kind: 'boolean'; readonly value: boolean}
  | {readonly kind: 'nil'}
  | {readonly kind: 'inside'; readonly pipeline: Pipeline; readonly names: readonly string[]};

/** One value, or a function and what it is given. */
export interface Call {
  readonly name: string | undefined;
  readonly args: readonly Operand[];
}

export interface Pipeline {
  /** The variables that are set to what it comes to; two of a `range` with its index. */
  readonly variables: readonly string[];
  readonly isDeclared: boolean;
  readonly calls: readonly Call[];
}

export type TemplateNode =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'print'; readonly pipeline: Pipeline}
  | {
      readonly kind: 'if' | 'range' | 'with';
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };
