import {admit, type Admitted} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import type {AdmitRequest} from './admit-answer.ts';

/** Reads and admits all objects of some sources, in their order. @throws UserError from reading and admitting */
export const admitHere = (sources: AdmitRequest['sources'], spec: AdmitRequest['spec']): Admitted[] =>
  sources
    .flatMap((source) => readManifests(source))
    .map(({object, positions, mended}) => {
      const admitted = admit(object, spec, positions);
      return {object: admitted.object, notes: [...mended, ...admitted.notes]};
    });
