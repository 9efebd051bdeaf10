import {expect, test} from 'vitest';
import {imageName} from '#src/cluster/installation/doctor/image-name.ts';

const digest = 'sha256:0123456789abcdef';

test.each([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.18-alpine', 'docker.io/library/nginx:1.18-alpine'],
  ['docker.io/nginx:1.18-alpine', 'docker.io/library/nginx:1.18-alpine'],
  ['index.docker.io/library/nginx:1.18-alpine', 'docker.io/library/nginx:1.18-alpine'],
  ['docker.io/library/nginx:1.18-alpine', 'docker.io/library/nginx:1.18-alpine'],
  ['bitnami/nginx', 'docker.io/bitnami/nginx:latest'],
  ['localhost/app', 'localhost/app:latest'],
  ['localhost:5000/app', 'localhost:5000/app:latest'],
  ['registry.k8s.io/pause:3.9', 'registry.k8s.io/pause:3.9'],
  ['ghcr.io/a/b/c:v1', 'ghcr.io/a/b/c:v1'],
  [`nginx@${digest}`, `docker.io/library/nginx@${digest}`],
  [`nginx:1.18-alpine@${digest}`, `docker.io/library/nginx@${digest}`],
  [`localhost:5000/app:2@${digest}`, `localhost:5000/app@${digest}`],
])('%s is %s', (written, whole) => {
  expect(imageName(written)).toBe(whole);
  expect(imageName(whole)).toBe(whole);
});
