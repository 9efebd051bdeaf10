import {describe, expect, test} from 'vitest';
import {addressesOf, hostsOf, routeOf} from '#src/kinds/ingress/route.ts';
import {ingressSchema, type Ingress} from '#src/kinds/ingress/schema.ts';

interface Parts {
  /** `HOST PATH TYPE` and the Service, which stands for the whole route. */
  readonly rules?: readonly (readonly [string, string])[];
  readonly byDefault?: string;
}

const to = (name: string): object => ({service: {name, port: {number: 80}}});

function ingress({rules = [], byDefault}: Parts): Ingress {
  return ingressSchema.parse({
    metadata: {name: 'some'},
    spec: {
      rules: rules.map(([at, service]) => {
        const [host = '', path = '', pathType = 'Prefix'] = at.split(' ');
        const shown = path === '-' ? {} : {path};
        return {...(host === '*' ? {} : {host}), http: {paths: [{...shown, pathType, backend: to(service)}]}};
      }),
      ...(byDefault === undefined ? {} : {defaultBackend: to(byDefault)}),
    },
  });
}

function served(ingresses: readonly Ingress[], address: string): string | undefined {
  const [host = '', ...path] = address.split('/');
  return routeOf(ingresses, {host, path: `/${path.join('/')}`})?.backend.service?.name;
}

// https://kubernetes.io/docs/concepts/services-networking/ingress/#examples
test.each([
  ['Prefix', '/', '/a/b', true],
  ['Exact', '/foo', '/foo', true],
  ['Exact', '/foo', '/bar', false],
  ['Exact', '/foo', '/foo/', false],
  ['Exact', '/foo/', '/foo', false],
  ['Prefix', '/foo', '/foo', true],
  ['Prefix', '/foo', '/foo/', true],
  ['Prefix', '/foo/', '/foo', true],
  ['Prefix', '/foo/', '/foo/', true],
  ['Prefix', '/aaa/bb', '/aaa/bbb', false],
  ['Prefix', '/aaa/bbb', '/aaa/bbb', true],
  ['Prefix', '/aaa/bbb/', '/aaa/bbb', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbb/', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbb/ccc', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbbxyz', false],
  ['ImplementationSpecific', '/aaa', '/aaa/b', true],
  ['ImplementationSpecific', '-', '/aaa/b', true],
  ['Prefix', '/*', '/a/bc.php', true],
  ['Prefix', '/a/*', '/b', false],
  ['Exact', '/FOO', '/foo', false],
])('a path of type %s, %s, is for %s: %s', (type, path, asked, isFor) => {
  expect(served([ingress({rules: [[`web.local ${path} ${type}`, 'web']]})], `web.local${asked}`)).toBe(
    isFor ? 'web' : undefined,
  );
});

describe('of several rules', () => {
  const several = [
    ingress({
      rules: [
        ['*.web.local /', 'any'],
        ['* /', 'rest'],
        ['a.web.local /x', 'a'],
      ],
    }),
    ingress({
      rules: [
        ['a.web.local /x/y', 'longer'],
        ['a.web.local /x/y Exact', 'exact'],
        ['A.web.local /z', 'z'],
      ],
    }),
  ];
  test.each([
    ['a.web.local/x', 'a'],
    ['a.web.local/x/y', 'exact'],
    ['a.web.local/x/y/', 'longer'],
    ['a.web.local/z', 'z'],
    ['b.web.local/x', 'any'],
    ['c.b.web.local/x', 'rest'],
    ['web.local/x', 'rest'],
    ['localhost/x', 'rest'],
    // the host has rules, and none for this
    ['a.web.local/', undefined],
  ])('%s is served by %s', (address, service) => {
    expect(served(several, address)).toBe(service);
  });

  test('their hosts and their addresses are told', () => {
    expect(hostsOf(several)).toEqual(['A.web.local', 'a.web.local']);
    expect(
      addressesOf([
        ingress({
          rules: [
            ['* /', 'x'],
            ['a /b', 'x'],
            ['a /b', 'y'],
          ],
        }),
      ]),
    ).toEqual(['*/', 'a/b']);
  });
});

test('what no rule is for goes to the default backend of the Ingress that has the host, else to that of another', () => {
  const own = ingress({rules: [['a.local /x', 'a']], byDefault: 'own'});
  const all = ingress({byDefault: 'all'});
  expect(served([all, own], 'a.local/')).toBe('own');
  expect(served([own, all], 'b.local/')).toBe('all');
  expect(served([own], 'b.local/')).toBe('own');
  expect(served([], 'b.local/')).toBeUndefined();
});
