/** What `/metrics` says, as Prometheus reads it. */
export class Scrape {
  readonly #samples: readonly {readonly name: string; readonly labels: string; readonly value: number}[];

  /** @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
  constructor(text: string) {
    this.#samples = text.split('\n').flatMap((line) => {
      const groups = /^(?<name>[a-z_]+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/i.exec(line)?.groups;
      return groups === undefined
        ? []
        : [{name: groups['name'] ?? '', labels: groups['labels'] ?? '', value: Number(groups['value'])}];
    });
  }

  /** The sum of the samples of that name that have these labels; undefined when there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    const found = this.#samples.filter((one) => one.name === name && wanted.every((text) => one.labels.includes(text)));
    return found.length === 0 ? undefined : found.reduce((sum, {value}) => sum + value, 0);
  }

  /** What labels those of that name have, as they are written: `kind="get",result="done"`. */
  labelsOf(name: string): string[] {
    return this.#samples.filter((one) => one.name === name).map(({labels}) => labels);
  }

  /** The sum of all samples' label sets: what is stored for as long as the process is scraped. */
  get size(): number {
    return this.#samples.length;
  }
}

/** @param printed what a process printed, with where its health is */
export async function scrape(printed: string): Promise<Scrape> {
  return new Scrape(await askHealth(printed, '/metrics'));
}

/** What a path of a process's health port answers, by a connection of its own: one that is kept may end as it is used again. */
export async function askHealth(printed: string, path: string): Promise<string> {
  const url = /^health +(?<url>http:\S+)\/readyz/m.exec(printed)?.groups?.['url'] ?? '';
  return (await fetch(`${url}${path}`, {headers: {connection: 'close'}})).text();
}
