import {readLabYaml} from '#src/authoring/read-lab-yaml.ts';
import type {Lab} from '#src/lab/lab.ts';

export const podYaml = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.18-alpine
`;

/** The smallest lab there is: one step, with one check. */
export const tinyLabYaml = `lab: tiny
title: A tiny lab
summary: One Pod.
minutes: 1
nodesPerSandbox: 1
podsPerNode: 2
images: [nginx:1.18-alpine]
hostPathLeaves: []
steps:
  - id: run
    title: Run a Pod
    text: Apply it.
    commands:
      - kubectl apply -f labs/tiny/specs/pod.yaml
    checks:
      - id: ready
        title: The Pod is ready
        that: isReady(pods.named('web'))
        evidence:
          STATUS: podStatus(pods.named('web'))
    hints:
      - text: First hint.
      - text: Second hint.
    solution:
      text: Apply it.
      commands:
        - kubectl apply -f labs/tiny/specs/pod.yaml
    wrong:
      - kubectl get pods
cleanup:
  gone:
    - id: pods
      title: No Pod is left
      that: pods.size() == 0
`;

const tinyFiles = new Map([['specs/pod.yaml', podYaml]]);

/** That lab, its text changed by `from` and `to`. */
export const tinyLab = (from = '', to = ''): Lab =>
  readLabYaml(tinyLabYaml.replace(from, to), {file: 'specs/tiny/lab.yaml', files: tinyFiles});
