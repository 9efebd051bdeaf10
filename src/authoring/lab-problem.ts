/** Something wrong in a `lab.yaml`: where, by the path of the field, and what. */
export interface LabProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A field as an author would look for it: `steps[2].checks[0].that`. */
export const fieldName = (path: LabProblem['path']): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
