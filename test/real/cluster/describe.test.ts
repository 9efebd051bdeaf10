import {compareDescriptions} from '#test/support/compare-descriptions.ts';

compareDescriptions(() => {
  const kubeconfigPath = process.env['TEST_KUBECONFIG'];
  if (kubeconfigPath === undefined || kubeconfigPath === '') {
    throw new Error('Set TEST_KUBECONFIG to the kubeconfig of a cluster that these tests may use.');
  }
  return Promise.resolve({kubeconfigPath, close: () => Promise.resolve()});
});
