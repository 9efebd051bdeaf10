import {stringify} from 'yaml';
import {admissionManifests} from './admission-manifests.ts';

/** The oldest version that has such policies: they are the same for all of them. */
const withPolicies = {major: 1, minor: 30};

const notice = '# Made from src/sandbox/cluster-policies/ by: node scripts/write-deploy.ts\n';

/** The text of deploy/chart/files/admission-policies.yaml. */
export function admissionYaml(): string {
  const {manifests} = admissionManifests(withPolicies);
  return `${notice}${manifests.map((manifest) => `---\n${stringify(manifest, {lineWidth: 0})}`).join('')}`;
}
