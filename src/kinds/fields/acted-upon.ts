/**
 * Domains of keys that a cluster or what is installed in one acts on: a domain stands for itself and all below it. Of
 * Kubernetes and its groups, of what runs containers, and of what is added: networks, load balancers of clouds, Ingress
 * controllers, service meshes and what else puts containers into Pods, certificates, names in DNS and secrets, policies,
 * deploying, watching, scaling, storage and devices. What only tools read that people run (Helm's charts, Prometheus'
 * ports) is not here.
 */
export const actedUponDomains: readonly string[] = `
  kubernetes.io k8s.io x-k8s.io k3s.io k0sproject.io cattle.io rancher.io openshift.io okd.io kubesphere.io
  labrador.dev

  containerd.io cri-o.io crio.io docker.com podman.io katacontainers.io gvisor.dev wasm.image criu.org nri.io cncf.io
  nvidia.com amd.com intel.com kubevirt.io inclavare.io confidentialcontainers.org

  projectcalico.org tigera.io cilium.io io.cilium antrea.io ovn.org weave.works coreos.com kube-router.io kubeovn.io
  submariner.io spidernet.io networkservicemesh.io universe.tf metallb.io kube-vip.io purelb.io loxilb.io openelb.io

  amazonaws.com k8s.aws azure.com microsoft.com workload.identity google.com googleapis.com gke.io digitalocean.com
  linode.com akamai.com hetzner.cloud oraclecloud.com oracle.com alibabacloud.com aliyun.com tencent.com qcloud.com
  ibm.com bluemix.net scaleway.com vultr.com ovhcloud.com exoscale.com civo.com openstack.org huawei.com
  myhuaweicloud.com volcengine.com yandex.cloud stackit.cloud vmware.com tanzu.com nutanix.com equinix.com upcloud.com

  nginx.org nginx.com traefik.io containo.us haproxy.org haproxy.com haproxy-ingress.github.io konghq.com getambassador.io
  projectcontour.io solo.io apache.org citrix.com f5.com tyk.io envoyproxy.io higress.io appscode.com ngrok.com
  tailscale.com inlets.dev cloudflare.com cloudflare-operator.io pomerium.io skipper.io zalando.org

  istio.io linkerd.io hashicorp.com kuma.io openservicemesh.io dapr.io knative.dev kmesh.net telepresence.io
  opentelemetry.io jaegertracing.io datadoghq.com dynatrace.com newrelic.com splunk.com signalfx.com instana.io
  appdynamics.com odigos.io elastic.co co.elastic.logs co.elastic.metrics co.elastic.hints co.elastic.monitor fluentbit.io
  fluentd.org banzaicloud.io banzaicloud.com vector.dev grafana.com groundcover.com kubecost.com

  cert-manager.io external-secrets.io akv2k8s.io 1password.com 1password.io doppler.com infisical.com conjur.org
  cyberark.com akeyless.io bitnami.com mittwald.de emberstack.com stakater.com spiffe.io step.sm smallstep.com
  kyverno.io gatekeeper.sh openpolicyagent.org kubewarden.io sigstore.dev kubearmor.io falco.org aquasec.com
  neuvector.com snyk.io

  argoproj.io fluxcd.io keel.sh k14s.io carvel.dev crossplane.io open-cluster-management.io karmada.io kcp.io
  tekton.dev okteto.com devspace.sh loft.sh vcluster.com eclipse.org

  keda.sh karpenter.sh volcano.sh kruise.io fairwinds.com kube-green.com downscaler janitor vpa.io
  velero.io kasten.io k8up.io libopenstorage.org portworx.io longhorn.io openebs.io rook.io ceph.com ceph.io
  chaos-mesh.org litmuschaos.io
`
  .trim()
  .split(/\s+/);

/** Keys without a slash that add-ons act on. */
export const actedUponNames: readonly string[] = ['aadpodidbinding', 'istio-injection'];

/**
 * How keys without a slash begin that container runtimes act on: `run.oci.handler`, `io.katacontainers.…`. Runtimes name
 * them by their domain turned round.
 */
export const runtimeKeyStarts: readonly string[] = [
  'io.',
  'run.',
  'org.',
  'dev.',
  'oci.',
  'com.docker.',
  'com.nvidia.',
];
