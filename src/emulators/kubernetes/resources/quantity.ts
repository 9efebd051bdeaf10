const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/**
 * The number behind a quantity such as `500m` or `64Mi`; NaN for what is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number {
  const [, digits, unit = ''] = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([a-zA-Z]*)$/.exec(text) ?? [];
  return Number(digits ?? Number.NaN) * (FACTORS[unit] ?? Number.NaN);
}

/** A sum, written in the way of the quantities that it was made of. */
export function formatQuantity(value: number, resource: string): string {
  if (resource.endsWith('cpu')) return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (!resource.endsWith('memory') && !resource.endsWith('storage')) return String(value);
  for (const unit of ['Pi', 'Ti', 'Gi', 'Mi', 'Ki']) {
    const inUnits = value / (FACTORS[unit] ?? 1);
    if (value > 0 && Number.isInteger(inUnits)) return `${inUnits}${unit}`;
  }
  return String(value);
}
