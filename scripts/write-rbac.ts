import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {rbacYaml} from '#src/cluster/installation/rights/rbac-yaml.ts';

// node scripts/write-rbac.ts [--check]: writes deploy/rbac.yaml; --check only says whether it is what would be written

const file = join(import.meta.dirname, '..', 'deploy', 'rbac.yaml');
const {values} = parseArgs({options: {check: {type: 'boolean', default: false}}});
if (!values.check) {
  await writeFile(file, rbacYaml());
} else if ((await readFile(file, 'utf8').catch(() => '')) !== rbacYaml()) {
  console.error('deploy/rbac.yaml is not what the code needs. Type: node scripts/write-rbac.ts');
  process.exitCode = 1;
}
