import {endpointSliceSchema} from './schema.ts';

const mostShown = 3;

/**
 * The ready addresses behind a Service's port of that name, three of them and how many more; empty if none is ready,
 * `<none>` if nothing stands behind the Service at all.
 */
export function readyAddressesText(slices: readonly unknown[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const endpoints = slices.flatMap((slice) => {
    const {endpoints: own, ports} = endpointSliceSchema.parse(slice);
    const addresses = own.flatMap(({addresses: [address], conditions}) =>
      address === undefined ? [] : [{address, isReady: conditions.ready !== false}],
    );
    if (ports.length === 0) return addresses;
    return ports
      .filter(({name}) => (name ?? '') === portName)
      .flatMap(({port}) => addresses.map(({address, isReady}) => ({isReady, address: withPort(address, port ?? 0)})));
  });
  const ready = endpoints.filter(({isReady}) => isReady);
  const text = ready
    .slice(0, mostShown)
    .map(({address}) => address)
    .join(',');
  const lastShown = ready[mostShown - 1];
  // kubectl says so of whatever comes after the last that it shows, and counts those of them that are ready
  const hasMore = lastShown !== undefined && lastShown !== endpoints.at(-1);
  return hasMore ? `${text} + ${ready.length - mostShown} more...` : text;
}

function withPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
