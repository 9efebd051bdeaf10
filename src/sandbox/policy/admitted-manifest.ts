import type {SandboxSpec} from '../sandbox.ts';
import type {Admitted} from './policy.ts';

/** An object of a manifest that may be applied, with the namespace of the sandbox that it goes to. */
export interface AdmittedManifest extends Admitted {
  /** Of a Namespace, the one that it is. */
  readonly sandbox: SandboxSpec;
  /** The file, or what stands for one, that it is from. */
  readonly source: string;
}
