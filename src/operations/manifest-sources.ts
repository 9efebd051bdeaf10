import type {ManifestSource} from './arguments.ts';
import type {Operation} from './operation.ts';

/** The YAML that an operation is about, whether it does something with it or only tries it. */
export function manifestSources(operation: Operation): readonly ManifestSource[] {
  switch (operation.kind) {
    case 'apply':
      return operation.trial?.sources ?? operation.sources;
    case 'replace':
    case 'diff':
    case 'delete':
      return operation.sources;
    case 'create':
      return operation.from.is === 'files' ? operation.from.sources : [];
    default:
      return [];
  }
}
