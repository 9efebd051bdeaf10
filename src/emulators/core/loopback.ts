const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && loopbackNames.has(new URL(url).hostname);
}

/**
 * Whether a request was made to this machine by a page or program of this machine. A web page elsewhere may reach a
 * loopback port too, by a form or by a name that resolves to 127.0.0.1; its `Origin` or `Host` gives it away.
 */
export function isFromLoopback({host, origin}: {host?: string | undefined; origin?: string | undefined}): boolean {
  if (host === undefined || !isLoopbackUrl(`http://${host}`)) return false;
  return origin === undefined || isLoopbackUrl(origin);
}
