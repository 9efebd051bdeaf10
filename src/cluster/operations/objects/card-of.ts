import {homeAlias} from '#src/operations/namespace-alias.ts';
import type {AdmittedManifest} from '#src/sandbox/policy/admitted-manifest.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {typeOfKind} from './apply-object.ts';

type Placed = Pick<AdmittedManifest, 'object' | 'sandbox'>;

/**
 * The card of what was written of files: the Pods of the namespace where the first of it is that makes some.
 * @param here the namespace that the line is about
 */
export function cardOf(written: readonly Placed[], here: SandboxSpec): {readonly namespace?: string} {
  const {sandbox} = written.find(makesPods) ?? {};
  return sandbox === undefined || sandbox.namespace === here.namespace ? {} : {namespace: sandbox.alias ?? homeAlias};
}

function makesPods({object}: Placed): boolean {
  const {kind} = object;
  return typeof kind === 'string' && typeOfKind(kind).podSpecAt !== undefined;
}
