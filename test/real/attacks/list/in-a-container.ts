import type {Attempt, OtherAttack} from '../attack.ts';
import {kubeletOf} from '../kubelet-of.ts';
import {folderOf} from '../mischiefs.ts';
import {kubectl, secretOfAda, type World} from '../world.ts';

const others = 'other learners';
const theNode = 'the node';
const rights = 'rights in the cluster';

/** Something that a script tries in a container of Mallory's. It says DONE when it thinks that it did. */
interface Deed {
  readonly name: string;
  readonly threat: string;
  /** Which container; the sleep Pod's, which sees the host's `/`, without it. */
  readonly in?: 'daemonset/nginx';
  readonly script: string | ((world: World) => string | Promise<string>);
  /** What it says when it is stopped: a program that fails for another reason has proven nothing. */
  readonly refusal: RegExp;
  /** What is found of it, other than by the script's own word. */
  readonly effect: (world: World, said: string) => Promise<string | undefined>;
  readonly gap?: OtherAttack['gap'];
}

const done = 'DONE';

async function run(world: World, target: string, script: string): Promise<string> {
  const answer = await world.mallory.person.types(kubectl(`exec ${target} -- sh -c '${script}'`));
  const {content, attachments} = await answer.message();
  const files = await Promise.all(attachments.map(async ({url}) => (await fetch(url)).text()));
  return [content, ...files].join('\n');
}

/** What the container said, without the line that was typed. */
const saidIn = (shown: string): string => shown.split('\n').slice(1).join('\n');

const attackOf = ({name, threat, in: target, script, refusal, effect, gap}: Deed): OtherAttack => ({
  group: 'in a container',
  name,
  threat,
  path: target === undefined ? 'exec pod/sleep' : `exec ${target}`,
  attempt: async (world): Promise<Attempt> => {
    const text = typeof script === 'string' ? script : await script(world);
    // what is printed and what is complained of come by two ways otherwise, in an order that chance chooses
    const said = saidIn(await run(world, target ?? 'pod/sleep', `exec 2>&1; ${text}`));
    const evidence = said.replaceAll('```', ' ').replace(/\s+/g, ' ').trim();
    const isStopped = refusal.test(said) && !said.includes(done);
    // a process that runs is held by nothing but what its container was given
    return {stoppedBy: isStopped ? 'kubelet/runtime' : undefined, evidence, shown: said};
  },
  effect: async (world, {shown = ''}) => effect(world, shown),
  ...(gap === undefined ? {} : {gap}),
});

/** What the script itself shows, and nobody else could tell better. */
const shows =
  (pattern: RegExp, what: string): Deed['effect'] =>
  async (_world, said) =>
    Promise.resolve(pattern.test(said) ? what : undefined);

const showsSecret = shows(new RegExp(secretOfAda), 'what is Ada’s is shown');

/** The same command by the administrator's own hand, in the same container. */
const adminSees =
  (command: string, pattern: RegExp, what: string): Deed['effect'] =>
  async ({admin, mallory}) => {
    const pod = {namespace: mallory.namespace, name: 'sleep', container: 'sleep'};
    return pattern.test(await admin.exec(pod, 'sh', '-c', command)) ? what : undefined;
  };

const onNodes =
  (command: (world: World) => string, pattern: RegExp, what: string): Deed['effect'] =>
  async (world) =>
    pattern.test(await world.admin.onNodes('sh', '-c', command(world))) ? what : undefined;

const identity: readonly Deed[] = [
  {
    name: 'a token in the container',
    threat: rights,
    script: 'cat /var/run/secrets/kubernetes.io/serviceaccount/token && echo DONE',
    refusal: /No such file/,
    effect: async ({admin, mallory}) => {
      const specs = await admin.podSpecs(mallory.namespace);
      const found = specs.filter(({spec}) => /"(?:secret|projected)":/.test(JSON.stringify(spec['volumes'] ?? [])));
      return found.length === 0 ? undefined : `a token is mounted in ${found.map(({where}) => where).join(', ')}`;
    },
  },
  {
    name: 'a token in the environment',
    threat: rights,
    script: 'env | grep -i -E "token|secret|password" && echo DONE',
    refusal: /exit code 1$/m,
    effect: shows(/(?:TOKEN|SECRET|PASSWORD)\w*=/i, 'a secret is in the environment'),
  },
];

const hostFolders: readonly Deed[] = [
  {
    name: 'reading the node’s files',
    threat: theNode,
    script: 'cat /node-root/etc/shadow /node-root/etc/hostname /node-root/proc/1/environ && echo DONE',
    refusal: /(?:No such file[^]*){3}/,
    effect: onNodes(
      ({mallory}) => `ls ${folderOf(mallory.namespace)}`,
      /^(?:etc|proc)$/m,
      'the node’s folders are there',
    ),
  },
  {
    name: 'writing to the host’s /',
    threat: theNode,
    script: 'echo x > /node-root/planted && echo DONE',
    refusal: /Read-only file system/,
    effect: onNodes(({mallory}) => `ls ${folderOf(mallory.namespace)}`, /planted/, 'the file is there'),
  },
  {
    name: 'making the host’s / writable',
    threat: theNode,
    script: 'mount -o remount,rw /node-root 2>&1 && echo x > /node-root/planted && echo DONE',
    refusal: /permission denied/i,
    effect: onNodes(({mallory}) => `ls ${folderOf(mallory.namespace)}`, /planted/, 'the file is there'),
  },
  {
    name: 'another sandbox’s folder, by ..',
    threat: others,
    script: ({ada}) =>
      `cat /node-root/../${ada.namespace}/volumes/nginx-logs/private ${folderOf(ada.namespace)}/volumes/nginx-logs/private && echo DONE`,
    refusal: /(?:No such file[^]*){2}/,
    effect: showsSecret,
  },
  {
    name: 'another sandbox’s folder, by a planted link',
    threat: others,
    in: 'daemonset/nginx',
    script: ({ada}) =>
      `cd /var/log/nginx; ln -sfn ${folderOf(ada.namespace)}/volumes/nginx-logs theirs; ln -sfn / all; cat theirs/private && echo x > theirs/planted && echo DONE`,
    refusal: /No such file/,
    effect: onNodes(
      ({ada}) => `ls ${folderOf(ada.namespace)}/volumes/nginx-logs`,
      /planted/,
      'the file is in her folder',
    ),
  },
  {
    name: 'another sandbox’s folder, by a planted link and the host’s /',
    threat: others,
    script:
      'cat /node-root/volumes/nginx-logs/theirs/private /node-root/volumes/nginx-logs/all/etc/shadow && echo DONE',
    refusal: /(?:No such file[^]*){2}/,
    effect: shows(new RegExp(`${secretOfAda}|root:[^x]`), 'it is read'),
  },
  {
    name: 'a link in place of the mounted folder',
    threat: theNode,
    in: 'daemonset/nginx',
    script: 'mv /var/log/nginx /var/log/old && ln -s / /var/log/nginx && echo DONE',
    refusal: /resource busy/,
    effect: onNodes(
      ({mallory}) => `ls -ld ${folderOf(mallory.namespace)}/volumes/nginx-logs`,
      /^l/m,
      'the folder is a link',
    ),
  },
  {
    name: 'the node’s disk, by a device file',
    threat: theNode,
    in: 'daemonset/nginx',
    script:
      'set -- $(awk "NR > 2 {print \\$1, \\$2; exit}" /proc/partitions); rm -f /var/log/nginx/disk; mknod /var/log/nginx/disk b ${1:-8} ${2:-0} && head -c 1 /var/log/nginx/disk > /dev/null && echo DONE',
    refusal: /not permitted/,
    effect: async ({admin, mallory}) => {
      const pod = {namespace: mallory.namespace, name: mallory.pod.name, container: 'nginx'};
      const said = await admin.exec(pod, 'sh', '-c', 'head -c 1 /var/log/nginx/disk > /dev/null && echo DONE');
      return said.includes(done) ? 'the disk is read' : undefined;
    },
  },
  {
    name: 'a program with root’s rights for the node’s users',
    threat: theNode,
    in: 'daemonset/nginx',
    script: 'cp /bin/busybox /var/log/nginx/su && chmod 4755 /var/log/nginx/su && ls -l /var/log/nginx/su',
    refusal: /-rws/,
    effect: onNodes(() => 'stat -c %a /var/lib/labrador', /[1-7]$/m, 'the node’s users can reach it'),
  },
  {
    name: 'filling the disk, in a host folder',
    threat: theNode,
    in: 'daemonset/nginx',
    script: 'head -c 64000000 /dev/zero > /var/log/nginx/fill && echo DONE; ls -l /var/log/nginx/fill',
    refusal: /No space/,
    effect: onNodes(
      ({mallory}) => `f=${folderOf(mallory.namespace)}/volumes/nginx-logs/fill; stat -c %s $f; rm -f $f`,
      /^6400\d+$/m,
      'it took 64 MB',
    ),
    gap: async () =>
      Promise.resolve('a host folder has no quota: what is written there is bounded by the disk, and erased'),
  },
  {
    name: 'filling the disk, in the container',
    threat: theNode,
    script: 'head -c 64000000 /dev/zero > /tmp/fill && echo DONE; ls -l /tmp/fill; rm -f /tmp/fill',
    refusal: /No space/,
    effect: shows(/DONE/, 'it took 64 MB'),
    gap: async ({admin, mallory}) => {
      const node = await admin.find(`/api/v1/nodes/${mallory.node}`);
      const isCounted = 'ephemeral-storage' in Object(Object(node?.['status']).allocatable);
      return isCounted ? undefined : 'its kubelet does not count local disks (LocalStorageCapacityIsolation is off)';
    },
  },
];

const kernel: readonly Deed[] = [
  {
    name: 'a setting of the kernel',
    threat: theNode,
    script: 'v=$(cat /proc/sys/vm/swappiness) && echo $v > /proc/sys/vm/swappiness && echo DONE',
    refusal: /Read-only file system/,
    effect: adminSees(
      'echo $(cat /proc/sys/vm/swappiness) > /proc/sys/vm/swappiness && echo DONE',
      /DONE/,
      'it is set',
    ),
  },
  {
    name: 'a file system of one’s own',
    threat: theNode,
    script: 'mkdir -p /tmp/m && mount -t proc proc /tmp/m 2>&1 && echo DONE',
    refusal: /permission denied/i,
    effect: adminSees('cat /proc/mounts', / \/tmp\/m /, 'it is mounted'),
  },
  {
    name: 'a way out by the control groups',
    threat: theNode,
    script:
      'mkdir -p /tmp/c && mount -t cgroup -o memory cgroup /tmp/c 2>&1 && echo DONE; echo x > /sys/fs/cgroup/memory/release_agent && echo DONE',
    refusal: /permission denied[^]*Read-only file system/i,
    effect: adminSees('cat /proc/mounts', / \/tmp\/c /, 'it is mounted'),
  },
  {
    name: 'the node’s clock',
    threat: theNode,
    // its exit code is 0 all the same
    script: 'date -s @$(date +%s) 2>&1 | grep "not permitted" || echo DONE',
    refusal: /not permitted/,
    effect: adminSees('date -s @$(date +%s) 2>&1 | grep "not permitted" || echo DONE', /DONE/, 'it is set'),
  },
  {
    name: 'the node’s processes',
    threat: theNode,
    script: 'ls /proc | grep -c "^[0-9]"; ps | grep -E "[k]ubelet|[c]ontainerd" && echo DONE',
    refusal: /exit code 1$/m,
    effect: adminSees('ps', /kubelet|containerd/, 'they are seen'),
  },
  {
    name: 'more memory than a container may have',
    threat: others,
    script: 'head -c 600000000 /dev/zero | tail | wc -c | grep 600000000 && echo DONE',
    refusal: /Killed|exit code 137/,
    effect: shows(/DONE/, 'it got 600 MB'),
  },
  {
    name: 'very many processes',
    threat: others,
    script: 'for i in $(seq 300); do sleep 3 & done; ls /proc | grep -c "^[0-9]"; echo DONE',
    refusal: /can't fork|Resource temporarily unavailable/,
    effect: shows(/^3\d\d$/m, '300 run beside each other'),
    gap: async (world) => {
      const {podPidsLimit = -1} = await kubeletOf(world);
      return podPidsLimit > 0 ? undefined : 'its kubelet limits no Pod’s processes (podPidsLimit)';
    },
  },
];

/** What a process in a container of Mallory's tries. */
export const inAContainer: readonly OtherAttack[] = [...identity, ...hostFolders, ...kernel].map(attackOf);
