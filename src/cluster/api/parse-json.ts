/** The value that a text stands for, or undefined when it is not JSON: a proxy on the way may answer in its own words. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
