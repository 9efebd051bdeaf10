import type {JsonValue} from '../json.ts';

/** A number of the template that Go holds to be a floating-point one, whatever its digits are. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What an expression leads to. Undefined is nothing at all, which `range` over nothing goes on with. */
export type Found = JsonValue | Float | undefined;
