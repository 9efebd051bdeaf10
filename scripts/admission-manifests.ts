import {stringify} from 'yaml';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';

// node scripts/admission-manifests.ts 1.30 | kubectl apply -f -
// Prints the rules of sandboxes for a cluster of that version to enforce by itself, and says what it can't.

const version = /^v?(?<major>\d+)\.(?<minor>\d+)/.exec(process.argv[2] ?? '')?.groups;
if (version === undefined) {
  console.error("Say the API server's version: node scripts/admission-manifests.ts 1.30");
  process.exit(1);
}
const {manifests, missing} = admissionManifests({major: Number(version['major']), minor: Number(version['minor'])});
for (const manifest of manifests) console.log(`---\n${stringify(manifest, {lineWidth: 0})}`);
for (const sentence of missing) console.error(sentence);
