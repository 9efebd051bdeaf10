import {admitManifest} from '#src/sandbox/policy/admit-manifest.ts';
import type {AdmittedManifest} from '#src/sandbox/policy/admitted-manifest.ts';
import {requireOneNamespaceEach} from '#src/sandbox/policy/one-namespace-each.ts';
import {withoutClusterKinds} from '#src/sandbox/policy/without-cluster-kinds.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import type {AdmitRequest} from './admit-answer.ts';

/** Reads and admits all objects of some sources, in their order. @throws UserError from reading and admitting */
export function admitHere(sources: AdmitRequest['sources'], meant: AdmitRequest['meant']): AdmittedManifest[] {
  const {own: manifests, note} = withoutClusterKinds(sources.flatMap((source) => readManifests(source)));
  const admitted = manifests.map(({mended, ...manifest}, at) => {
    const {notes, ...result} = admitManifest(manifest, meant);
    return {...result, notes: [...(note !== undefined && at === 0 ? [note] : []), ...mended, ...notes]};
  });
  requireOneNamespaceEach(manifests, admitted);
  return admitted;
}
