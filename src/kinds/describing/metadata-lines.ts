import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

type TextMap = Readonly<Record<string, string>> | null | undefined;

const longestAnnotation = 140;
/** kubectl's own bookkeeping, which it never shows. */
const hiddenAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** `Name:` and `Namespace:`. */
export function nameLines({metadata}: KubernetesObject): readonly string[] {
  return [`Name:\t${metadata.name}`, `Namespace:\t${metadata.namespace ?? ''}`];
}

/** `Labels:` and `Annotations:` of an object. */
export function labelAndAnnotationLines({metadata}: KubernetesObject): readonly string[] {
  return [...textMapLines('Labels', metadata.labels), ...annotationLines('Annotations', metadata.annotations)];
}

/** A title with `key=value` behind it, a line each, sorted. */
export function textMapLines(title: string, map: TextMap): readonly string[] {
  return titledLines(
    title,
    sortedEntries(map).map(([key, value]) => `${key}=${value}`),
  );
}

/** Annotations; long ones and those of several lines begin on a line of their own, each line cut. */
export function annotationLines(title: string, map: TextMap): readonly string[] {
  const lines = sortedEntries(map)
    .filter(([key]) => key !== hiddenAnnotation)
    .flatMap(([key, text]) => {
      const value = text.replace(/\n$/u, '');
      if (byteLength(value) + byteLength(key) + 2 <= longestAnnotation && !value.includes('\n')) {
        return [`${key}: ${value}`];
      }
      const lines = value.split('\n').map((line) => `  ${shortened(line, longestAnnotation - 2)}`);
      return [`${key}:`].concat(lines);
    });
  return titledLines(title, lines);
}

/** A title with the first line behind it and the others below that; `<none>` without any. */
export function titledLines(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [`${title}:\t<none>`];
  return lines.map((line, index) => (index === 0 ? `${title}:\t${line}` : `\t${line}`));
}

/** `a=b,c=d`, sorted, as `labels.FormatLabels` writes it. */
export function formatTextMap(map: TextMap): string {
  const entries = sortedEntries(map);
  return entries.length === 0 ? '<none>' : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

export function sortedEntries<Value>(
  map: Readonly<Record<string, Value>> | null | undefined,
): readonly (readonly [string, Value])[] {
  return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Cut as kubectl cuts, after so many bytes; never half of a character. */
function shortened(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let cut = text;
  while (byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return `${cut.replace(/[\ud800-\udbff]$/u, '')}...`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
