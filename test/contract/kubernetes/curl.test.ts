import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const ns = '/api/v1/namespaces/default';
const policies = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2']});
  for (const name of ['web-0', 'web-1']) await create('pods', withLabel(name, 'web'));
  await create('pods', podManifest('client'));
  await create(
    'pods',
    podManifest('bare', {containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}]}),
  );
  await create('services', {metadata: {name: 'front'}, spec: {selector: {app: 'web'}, ports: [{port: 80}]}});
  await waitUntil(async () => {
    const {body} = await cluster.api(`${ns}/endpoints/front`);
    return body.subsets?.[0]?.addresses?.length === 2 ? true : undefined;
  }, 'the Pods');
  for (const name of ['client', 'bare']) {
    await waitUntil(async () => {
      const {body} = await cluster.api(`${ns}/pods/${name}`);
      return body.status.containerStatuses?.[0]?.ready === true ? true : undefined;
    }, name);
  }
});

afterAll(async () => {
  await cluster.close();
});

const withLabel = (name: string, app: string): object => ({...podManifest(name), metadata: {name, labels: {app}}});

async function create(kind: string, body: object): Promise<void> {
  const {status, text} = await cluster.api(`${ns}/${kind}`, {method: 'POST', body});
  if (status !== 201) throw new Error(text);
}

const run = (command: string, pod = 'client') => cluster.kubectl(`exec ${pod} -- ${command}`);

const clusterIp = async (): Promise<string> => (await cluster.api(`${ns}/services/front`)).body.spec.clusterIP;

describe('curl', () => {
  it('prints a page, and how it is getting on to where nobody reads it as the page', async () => {
    expect(await run('curl -s http://front/')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Welcome to nginx!'),
      stderr: '',
    });
    expect((await run('curl front')).stderr).toMatch(
      /^ {2}% Total {4}% Received % Xferd .*\n.*\n\r {2}0 .*\r100 +612 .*\n$/,
    );
  });

  it('is sent to each of the Pods behind a Service', async () => {
    await run(
      "sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do curl -so /dev/null front/?mine; done'",
    );
    for (const pod of ['web-0', 'web-1']) {
      expect((await cluster.kubectl(`logs ${pod}`)).stdout).toMatch(
        /"GET \/\?mine HTTP\/1\.1" 200 612 "-" "curl\/[\d.]+" "-"/,
      );
    }
  });

  it.each([
    ["curl -s -o /dev/null -w '%{http_code} %{size_download}\\n' front", '200 612\n'],
    ["curl -so /dev/null -w '%{http_code}' http://front/none", '404'],
    ["curl -s -w '%{http_code} %{exitcode}' http://front:81", '000 7'],
    [
      'curl -sI front',
      'HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nDate: NOW\r\nContent-Type: text/html\r\nContent-Length: 612\r\n\r\n',
    ],
    ["sh -c 'curl -si front | head -1'", 'HTTP/1.1 200 OK\r\n'],
    ["sh -c 'curl -s front front | grep -c Thank'", '2\n'],
    ["sh -c 'curl -s -o /tmp/page front; grep -c Thank /tmp/page'", '1\n'],
    ["curl -s -X DELETE -o /dev/null -w '%{http_code}' front", '405'],
    ["curl -s -d a=1 -H 'X-Some: thing' -o /dev/null -w '%{http_code} %{method} %{size_upload}' front", '405 POST 3'],
  ])('%s', async (command, expected) => {
    const {stdout} = await run(command);
    expect(stdout.replace(/(?<=^Date: ).*(?=\r$)/m, 'NOW')).toBe(expected);
  });

  it.each([
    ['curl -sS nowhere', 6, /^curl: \(6\) Could not resolve host: nowhere\n/],
    [
      'curl -sS front:81',
      7,
      /^curl: \(7\) Failed to connect to front port 81 after \d+ ms: Couldn't connect to server\n/,
    ],
    ['curl -sSf front/none', 22, /^curl: \(22\) The requested URL returned error: 404\n/],
    ['curl -sS ftp://front', 1, /^curl: \(1\) Protocol "ftp" not supported or disabled in libcurl\n/],
    ['curl -sSk https://front:80', 35, /^curl: \(35\) /],
    ['curl -s nowhere', 6, /^command terminated/],
    ['curl', 2, /^curl: try 'curl --help' or 'curl --manual' for more information\n/],
    ['curl --nonsense front', 2, /^curl: option --nonsense: is unknown\ncurl: try /],
  ])('%s ends with %i', async (command, code, stderr) => {
    expect(await run(command)).toMatchObject({code, stdout: '', stderr: expect.stringMatching(stderr)});
  });

  it('tells with -v what is said on both sides', async () => {
    const ip = await clusterIp();
    const {stderr} = await run('curl -sv front/?q');
    expect(stderr.replace(/(?<=^< Date: ).*(?=\r$)/m, 'NOW')).toMatch(
      new RegExp(
        `^\\*   Trying ${ip}:80\\.\\.\\.\n\\* Connected to front \\(${ip}\\) port 80 \\(#0\\)\n` +
          '> GET /\\?q HTTP/1\\.1\r\n> Host: front\r\n> User-Agent: curl/[\\d.]+\r\n> Accept: \\*/\\*\r\n> \r\n' +
          '< HTTP/1\\.1 200 OK\r\n< Server: nginx/1\\.18\\.0\r\n< Date: NOW\r\n< Content-Type: text/html\r\n< Content-Length: 612\r\n< \r\n',
      ),
    );
  });

  it('waits in vain for what a NetworkPolicy does not let through, for as long as it is told', async () => {
    const spec = {podSelector: {matchLabels: {app: 'web'}}, policyTypes: ['Ingress']};
    await cluster.api(policies, {method: 'POST', body: {metadata: {name: 'closed'}, spec}});
    try {
      for (const option of ['--max-time', '--connect-timeout']) {
        const {code, stderr} = await run(`curl -sS ${option} 2 front`);
        expect(code).toBe(28);
        expect(stderr).toMatch(/^curl: \(28\) Connection timed out after 2\d\d\d milliseconds\n/);
      }
      expect((await run('curl -s -m 1 --retry 1 --retry-delay 1 front')).code).toBe(28);
    } finally {
      await cluster.api(`${policies}/closed`, {method: 'DELETE'});
    }
    expect((await run('curl -s front')).code).toBe(0);
  });

  it('is in no image that does not have it', async () => {
    const {code, stderr} = await run('curl front', 'bare');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH',
    );
    expect(await run("sh -c 'curl front'", 'bare')).toMatchObject({
      code: 127,
      stderr: expect.stringMatching(/^sh: curl: not found\n/),
    });
  });
});
