import {describe, expect, it} from 'vitest';
import {missingRows, rowsOf, rows} from '#test/real/fidelity/coverage.ts';
import {kubectl, request, settle, titleOf, type Theme} from '#test/real/fidelity/step.ts';
import {allThemes} from '#test/real/fidelity/themes.ts';

const themes = allThemes.flat();
const stepsOf = ({steps}: Theme) => steps.filter((step) => step.kind !== 'settle' && step.kind !== 'silent');

describe('the fidelity suite', () => {
  it('asks for every verb of every row of the support matrix', () => {
    expect(missingRows(themes)).toEqual([]);
  });

  it.each(themes.map((theme) => [theme.name, theme] as const))('names each step of %s once', (_, theme) => {
    const titles = stepsOf(theme).map(titleOf);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});

describe('a row', () => {
  it.each([
    ['GET', '/api/v1/pods', 'v1/pods list'],
    ['GET', '/api/v1/namespaces/NAMESPACE/pods/web', 'v1/pods get'],
    ['GET', '/api/v1/namespaces/NAMESPACE/pods?watch=true', 'v1/pods watch'],
    ['PUT', '/api/v1/namespaces/NAMESPACE', 'v1/namespaces update'],
    ['PATCH', '/api/v1/namespaces/NAMESPACE/status', 'v1/namespaces/status patch'],
    ['GET', '/api/v1/namespaces/NAMESPACE/services/web/proxy/index.html', 'v1/services/proxy get'],
    ['DELETE', '/apis/apps/v1/namespaces/NAMESPACE/daemonsets', 'apps/v1/daemonsets deletecollection'],
    ['POST', '/apis/discovery.k8s.io/v1/namespaces/N/endpointslices', 'discovery.k8s.io/v1/endpointslices create'],
  ])('is read from %s %s', (method, path, row) => {
    expect(rowsOf(request(method, path))).toEqual([row]);
  });

  it('is not asked for by somebody who is refused', () => {
    expect(rowsOf(request('GET', '/api/v1/pods', {as: 'nobody'}))).toEqual([]);
  });

  it('is missing when no step asks for it', () => {
    const steps = [kubectl('get pods'), settle('get pods', /web/), request('GET', '/api/v1/pods')];
    expect(missingRows([{name: 't', steps}])).toEqual(rows.filter((row) => row !== 'v1/pods list'));
  });
});
