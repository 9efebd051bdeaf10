/** Where an emulator listens unless it is told another address. */
export const loopbackAddress = '127.0.0.1';

const loopbackNames = ['localhost', loopbackAddress, '[::1]'];

/**
 * Whether a request was made to this machine by a page or program of this machine. A web page elsewhere may reach a
 * loopback port too, by a form or by a name that resolves to 127.0.0.1; its `Origin` or `Host` gives it away. `address` is
 * where the emulator listens: one that was told another address is meant to be called by it, from containers.
 */
export function isFromHere(
  {host, origin}: {host?: string | undefined; origin?: string | undefined},
  address: string,
): boolean {
  const names = new Set([...loopbackNames, address]);
  const isOurs = (url: string): boolean => URL.canParse(url) && names.has(new URL(url).hostname);
  if (host === undefined || !isOurs(`http://${host}`)) return false;
  return origin === undefined || isOurs(origin);
}
