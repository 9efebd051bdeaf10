const ofIngress = /^kind:\s*["']?Ingress["']?\s*$/mu;
const hostLine = /^\s*(?:-\s+)?host:\s*["']?(?<host>[a-z0-9.-]+)["']?\s*$/gmu;
const hostHeader = /\s(?:-H|--header)[ =]?["']?host:\s*(?<host>[\w.-]+)/iu;
const address =
  /(?:^|[\s"'])(?:https?:\/\/)?(?<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?<path>\/[^\s"'|;&]*)?(?=$|[\s"'|;&?])/giu;

const pathOfAny = /:\/\/[^/\s"']+(?<path>\/[^\s"'|;&]*)/u;

const known = new WeakMap<ReadonlyMap<string, string>, ReadonlySet<string>>();

/** The hosts that Ingresses in a lab's manifests have rules for. */
function hostsIn(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const hosts =
    known.get(files) ??
    new Set(
      [...files.values()]
        .filter((yaml) => ofIngress.test(yaml))
        .flatMap((yaml) => [...yaml.matchAll(hostLine)].map(({groups}) => groups?.['host'] ?? '')),
    );
  known.set(files, hosts);
  return hosts;
}

/** Which host of an Ingress a line of curl and its like asks, by its address or by a header, and for which page. */
export function askedHost(
  line: string,
  files: ReadonlyMap<string, string>,
): {readonly host: string; readonly path: string | undefined} | undefined {
  const hosts = hostsIn(files);
  const named = hostHeader.exec(line)?.groups?.['host']?.toLowerCase();
  if (named !== undefined && hosts.has(named)) return {host: named, path: pathOfAny.exec(line)?.groups?.['path']};
  for (const {groups} of line.matchAll(address)) {
    const host = groups?.['host']?.toLowerCase() ?? '';
    if (hosts.has(host)) return {host, path: groups?.['path']};
  }
  return undefined;
}
