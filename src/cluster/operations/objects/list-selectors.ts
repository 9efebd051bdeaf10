/** Which objects of a type: by their labels, by their fields; all without either. */
export interface ListSelectors {
  readonly label?: string | undefined;
  readonly field?: string | undefined;
}
