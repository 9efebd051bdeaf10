import {titledLines} from '#src/kinds/describing/metadata-lines.ts';
import type {Toleration} from '../pod-spec.ts';

/** `Tolerations:`, sorted by their keys. */
export function tolerationLines(
  title: string,
  tolerations: readonly Toleration[] | null | undefined,
): readonly string[] {
  const sorted = (tolerations ?? []).toSorted((one, other) =>
    one.key === other.key ? 0 : one.key < other.key ? -1 : 1,
  );
  return titledLines(title, sorted.map(tolerationText));
}

function tolerationText({key, operator, value, effect, tolerationSeconds}: Toleration): string {
  const subject = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
  const isAnyValue = operator === 'Exists' && value === '';
  const exists = isAnyValue ? `${subject === '' ? '' : ' '}op=Exists` : '';
  const time = typeof tolerationSeconds === 'number' ? ` for ${tolerationSeconds}s` : '';
  return `${subject}${exists}${time}`;
}
