import type {SandboxSpec} from '../sandbox.ts';
import {toLearnerText} from './write-back.ts';

/** Fields that no learner writes: `admit` adds them to what was applied. */
const ours = /^(?:\S+\.)?(?:automountServiceAccountToken|nodeSelectorTerms\[\d+\]\.matchFields\S*): /u;
/** A learner's required term of node affinity is there once for every node of the slice. */
const termIndex = /(?<=\bnodeAffinity\.requiredDuringSchedulingIgnoredDuringExecution\.nodeSelectorTerms\[)\d+(?=\])/u;

/**
 * What the API server warns of, each thing once, in the learner's own words: without what concerns only what the sandbox
 * adds to their manifests.
 */
export function toLearnerWarnings(warnings: Iterable<string>, spec: SandboxSpec): string[] {
  const told = [...warnings]
    .map((warning) => toLearnerText(warning, spec))
    .filter((warning) => !ours.test(warning))
    .map((warning) => warning.replace(termIndex, (index) => String(Math.floor(Number(index) / spec.nodes.length))));
  return [...new Set(told)];
}
