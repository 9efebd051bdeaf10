import {afterAll, beforeAll, expect, test} from 'vitest';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, type TestClass} from './class.ts';

let room: TestClass;
beforeAll(async () => {
  room = await openClass({LAB: 'network-policies'});
});
afterAll(async () => room?.close());

const policies = '/apis/networking.k8s.io/v1';

/** To Pods it is the same whether nothing enforces NetworkPolicies or there are none. */
async function dropPolicies(): Promise<void> {
  const admin = room.labrador.admin.as(undefined);
  const signal = AbortSignal.timeout(10_000);
  const all = await listCollection(admin, `${policies}/networkpolicies`, {signal});
  const ofProbe = all.filter(({metadata}) => metadata.namespace?.startsWith('labrador-doctor') === true);
  for (const {metadata} of ofProbe) {
    const path = `${policies}/namespaces/${metadata.namespace}/networkpolicies/${metadata.name}`;
    await admin.request({method: 'DELETE', path, signal}).catch((error: unknown) => {
      // the probe takes its own away when it is done
      if (!isNotFound(error)) throw error;
    });
  }
}

test('what a lab requires is said when it is open, and the doctor says what to do where the cluster lacks it', async () => {
  expect(await (await room.flo.types('/workshop status')).text()).toMatch(
    /`network-policies`.*\n⚠ Steps of it can only be passed where NetworkPolicies are enforced: \/workshop doctor/,
  );
  const answer = await room.flo.sends('/workshop doctor');
  const found = await waitUntil('the doctor has tried the network', async () => {
    await dropPolicies();
    const text = await answer.text().catch(() => '');
    return text.includes('**NetworkPolicies**') && !text.includes('⏳') ? text : undefined;
  });
  expect(found).toMatch(
    /❌ \*\*NetworkPolicies\*\* They are not enforced.*steps of it cannot be passed here\. → Use a network plugin.*or open another lab\.$/m,
  );
});
