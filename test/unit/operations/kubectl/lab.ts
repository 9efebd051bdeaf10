import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';

/** The lab's files by their paths; each one's YAML is a comment with its own path. */
export const files: LabFiles = new Map(
  [
    'specs/nginx/services.yaml',
    'specs/nginx/daemonset.yaml',
    'specs/nginx/README.md',
    'specs/nginx/update-bad/daemonset-bad-command.yaml',
    'specs/nginx/update-good/daemonset-init-container.yaml',
    'specs/nginx/update-subset/daemonset-node-selector.yaml',
    'specs/sleep-with-hostPath.yaml',
    'solution/daemonset-update-on-delete.yaml',
  ].map((path) => [path, `# ${path}`]),
);
