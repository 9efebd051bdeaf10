/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: string;
}

/** A series as PromQL writes it, its labels in order, so that two that are the same are written the same. */
export function seriesName(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${name}{${pairs.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

/** `name{label="value"}`, with or without labels. @throws Error for what is no series */
export function parseSeries(written: string): {name: string; labels: Labels} {
  const {name, labels = ''} = /^(?<name>\w+)(?:\{(?<labels>.*)\})?$/i.exec(written)?.groups ?? {};
  if (name === undefined) throw new Error(`no series: ${written}`);
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
  return {name, labels: Object.fromEntries(pairs)};
}

/** What `/metrics` answered. */
export function samplesOf(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const end = line.lastIndexOf(' ');
    return {...parseSeries(line.slice(0, end)), value: line.slice(end + 1)};
  });
}
