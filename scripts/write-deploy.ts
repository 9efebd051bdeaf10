import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {rbacYaml} from '#src/cluster/installation/rights/rbac-yaml.ts';
import {admissionYaml} from '#src/sandbox/cluster-policies/admission-yaml.ts';

// node scripts/write-deploy.ts: writes what of deploy/chart/files/ is made from the code; tests say whether it is needed

const folder = join(import.meta.dirname, '..', 'deploy', 'chart', 'files');

await writeFile(join(folder, 'rbac.yaml'), rbacYaml());
await writeFile(join(folder, 'admission-policies.yaml'), admissionYaml());
