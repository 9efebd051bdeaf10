import {admit, type Admitted} from '#src/sandbox/policy/policy.ts';
import {requireOneNamespaceEach} from '#src/sandbox/policy/one-namespace-each.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import type {AdmitRequest} from './admit-answer.ts';

/** Reads and admits all objects of some sources, in their order. @throws UserError from reading and admitting */
export function admitHere(sources: AdmitRequest['sources'], spec: AdmitRequest['spec']): Admitted[] {
  const manifests = sources.flatMap((source) => readManifests(source));
  const admitted = manifests.map(({object, positions, mended}) => {
    const {object: result, notes} = admit(object, spec, positions);
    return {object: result, notes: [...mended, ...notes]};
  });
  requireOneNamespaceEach(manifests, spec);
  return admitted;
}
