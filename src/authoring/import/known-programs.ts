const words = (text: string): readonly string[] => text.split(' ');

/** What needs nothing here: the sandbox is there, and its files are the lab's. */
const notNeeded: ReadonlySet<string> = new Set(
  words(
    'alias cat cd clear code echo exit export gcloud git history k3d kind kubectx kubens ls minikube mkdir popd pushd pwd rm sleep source touch tree unset vagrant which',
  ),
);
const notPossible: ReadonlySet<string> = new Set(
  words(
    'apt apt-get ansible ansible-playbook argocd aws az awk base64 brew calicoctl chmod chown choco cilium cp crictl ctr curl cosign dig do docker docker-compose doctl done eksctl esac etcdctl eval fi flux for function go grep head helm helmfile hey hostname htpasswd http if ip iptables istioctl journalctl jq k9s kn ksonnet kubeadm kubeseal kustomize linkerd mv mvn nc netstat nohup npm nslookup oc openssl openstack operator-sdk perl ping pip podman podman-compose ps python python3 read scp sed seq skaffold snap ssh stern sudo systemctl tail tar tee telnet terraform test then tilt time timeout until velero wait watch wget while yq yum',
  ),
);
const editors: ReadonlySet<string> = new Set(words('vi vim nvim nano emacs code notepad gedit subl'));
const browsers: ReadonlySet<string> = new Set(words('curl wget http open xdg-open start lynx firefox'));

const wrapper =
  /^(?:(?:sudo|doas|time|command|nohup|eval|env|!)[ \t]+|watch(?:[ \t]+-[\w-]+(?:[= \t]*[\d.]+)?)*[ \t]+|timeout[ \t]+(?:-\S+[ \t]+)*\d\S*[ \t]+|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"'$`(]*)[ \t]+)/u;
const atStart = /^(?:k|(?:[\w./~-]*[/\\])?kubectl(?:\.exe)?)[ \t]+\S/u;
const quotedAtStart = /^["'](?:k|kubectl)[ \t]+\S/u;
const behindProgram =
  /(?:[|;&(`!]|\b(?:do|then|else|--|xargs(?:[ \t]+-\S+(?:[ \t]+\d+)?)*))[ \t]*(?:sudo[ \t]+)?(?:[\w./~-]*\/)?(?:kubectl(?:\.exe)?|k)[ \t]+[a-z-]/u;
const kubectlOf = /^(?:minikube|microk8s|k3s)[ \t]+kubectl[ \t]/u;
const alias = /^k[ \t]+(?<verb>[a-z-]+)/u;
/** A letter is an alias only where a verb follows. */
const aliasVerbs: ReadonlySet<string> = new Set(
  words(
    'annotate api-resources api-versions apply attach auth autoscale certificate cluster-info config cordon cp create debug delete describe diff drain edit exec explain expose get label logs patch port-forward proxy replace rollout run scale set taint top uncordon version wait',
  ),
);

/** Without what runs it: `sudo`, `watch -n 1`, `NAME=value`. */
function withoutWrappers(text: string): string {
  let rest = text.trim();
  for (let found = wrapper.exec(rest); found !== null; found = wrapper.exec(rest)) rest = rest.slice(found[0].length);
  return rest;
}

/** Whether it runs kubectl, on its own or behind another program. */
export function mentionsKubectl(text: string): boolean {
  const bare = withoutWrappers(text);
  const verb = alias.exec(bare)?.groups?.['verb'];
  if (verb !== undefined) return aliasVerbs.has(verb);
  if (atStart.test(bare) || kubectlOf.test(bare) || (bare !== text.trim() && quotedAtStart.test(bare))) return true;
  return isProgram(text, false) && behindProgram.test(text.replaceAll(/'[^']*'|"[^"$`]*"/gu, "''"));
}

/**
 * Whether it is something to type that is not kubectl.
 * @param isTyped whether a prompt says so already
 */
export function isProgram(text: string, isTyped: boolean): boolean {
  const name = programOf(text);
  return (
    (isTyped && name !== '') ||
    notNeeded.has(name) ||
    notPossible.has(name) ||
    editors.has(name) ||
    browsers.has(name) ||
    /^[A-Za-z_]\w*=\S/u.test(text.trim())
  );
}

/** The name of the program that a command begins with. */
export function programOf(text: string): string {
  const name = /^(?:[\w./~-]*[/\\])?(?<name>[\w.-]+)(?=$|[\s;(])/u.exec(withoutWrappers(text))?.groups?.['name'];
  return (name ?? '').replace(/\.exe$/u, '');
}

export const isEditor = (name: string): boolean => editors.has(name);
export const isBrowser = (name: string): boolean => browsers.has(name);
export const isNotNeeded = (name: string): boolean => notNeeded.has(name);
