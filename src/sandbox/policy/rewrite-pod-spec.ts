import {UserError} from '#src/operations/user-error.ts';
import type {FieldPath} from '../yaml/field-path.ts';
import {fromHostPath, toHostPath} from '../namespace/host-paths.ts';
import {isJsonList, isJsonObject, printable, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {toNodeSelectorKey} from '../namespace/node-labels.ts';
import {withoutSlice, withSlice} from '../namespace/node-slice.ts';
import {fieldRefusal} from '../yaml/positions.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {updateAt} from './update-at.ts';
import {valuesAt} from './values-at.ts';
import {words} from '#src/words/words.ts';

const containerLists = ['initContainers', 'containers'];

const requiredTerms = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
];
/** The lists of node selector terms in a Pod's spec that name node labels. */
const nodeTermLists: readonly (readonly string[])[] = [
  [...requiredTerms, '*'],
  ['affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution', '*', 'preference'],
];

/**
 * Confines the Pods of an object to its sandbox: host paths and node labels become the sandbox's own, the node affinity
 * its slice, and no token is mounted. `at` is where the object holds the spec of its Pods, `claimsAt` where claims that each
 * of them gets.
 * @throws UserError `refused` for a host path or a node label that is not the learner's to use, and for part of a Pod.
 */
export function rewritePodSpec(object: JsonObject, places: Places, context: RewriteContext): JsonObject {
  return new PodSpecRewrite(places, context).rewrite(object);
}

interface Places {
  readonly at: readonly string[];
  readonly claimsAt: readonly string[] | undefined;
}

class PodSpecRewrite {
  readonly #at: readonly string[];
  readonly #claimsAt: readonly string[] | undefined;
  readonly #context: RewriteContext;

  constructor({at, claimsAt}: Places, context: RewriteContext) {
    this.#at = at;
    this.#claimsAt = claimsAt;
    this.#context = context;
  }

  rewrite(object: JsonObject): JsonObject {
    this.#requireWhole(object);
    this.#requireWholeFolders(object);
    const readOnlyVolumes = this.#volumesOfRoot(object);
    let result = this.#withHostPaths(object);
    result = this.#withReadOnlyMounts(result, readOnlyVolumes);
    result = this.#withNodeKeys(result);
    return updateAt(result, {
      at: this.#at,
      to: (podSpec, path) => {
        if (!isJsonObject(podSpec)) return podSpec;
        const affinity = this.#withSlice(podSpec['affinity'], path);
        this.#noteAccount(podSpec['serviceAccountName']);
        return {...podSpec, automountServiceAccountToken: false, affinity};
      },
    });
  }

  /** A Pod runs as an account of its learner's, and still asks the API server for nothing. */
  #noteAccount(account: JsonValue | undefined): void {
    if (typeof account !== 'string' || account === '' || account === 'default') return;
    this.#context.note(words().policy.note.noToken({account}));
  }

  /**
   * Server-side apply merges what is applied into what others wrote. So nothing is decided about a part of a Pod: its
   * spec is there, and every mount comes with its volume.
   */
  #requireWhole(object: JsonObject): void {
    if (valuesAt(object, this.#at).length === 0)
      throw this.#refused(this.#at, words().policy.isMissing, words().policy.writeWhole);
    const ofClaims = this.#claimsAt === undefined ? [] : valuesAt(object, [...this.#claimsAt, '*', 'metadata', 'name']);
    const names = valuesAt(object, [...this.#at, 'volumes', '*', 'name']).concat(ofClaims);
    const volumes = new Set(names.map(({value}) => value));
    for (const list of containerLists) {
      for (const {value: mount, path} of valuesAt(object, [...this.#at, list, '*', 'volumeMounts', '*'])) {
        const name = isJsonObject(mount) ? mount['name'] : undefined;
        if (name === undefined || !volumes.has(name)) {
          const {problem, next} = words().policy.noVolume;
          throw this.#refused([...path, 'name'], problem, next);
        }
      }
    }
  }

  /** A container that writes to a folder of the node could plant a link where another mounts a part of it. */
  #requireWholeFolders(object: JsonObject): void {
    const volumes = valuesAt(object, [...this.#at, 'volumes', '*']);
    const ofNode = new Set(
      volumes.flatMap(({value: volume}) =>
        isJsonObject(volume) && volume['hostPath'] !== undefined ? [volume['name']] : [],
      ),
    );
    for (const list of containerLists) {
      for (const {value: mount, path} of valuesAt(object, [...this.#at, list, '*', 'volumeMounts', '*'])) {
        const part = isJsonObject(mount) && ofNode.has(mount['name']) ? partOf(mount) : undefined;
        if (part === undefined) continue;
        const {notAllowedSince, because, mountWhole} = words().policy;
        throw this.#refused([...path, part], notAllowedSince({reason: because.mountLeadsOut}), mountWhole);
      }
    }
  }

  /** Names of the volumes that show the whole of the sandbox's folder. */
  #volumesOfRoot(object: JsonObject): readonly JsonValue[] {
    const {namespace, lab} = this.#context.spec;
    return valuesAt(object, [...this.#at, 'volumes', '*']).flatMap(({value: volume}) => {
      const hostPath = isJsonObject(volume) ? volume['hostPath'] : undefined;
      if (!isJsonObject(volume) || !isJsonObject(hostPath)) return [];
      const mapped = toHostPath(namespace, printable(hostPath['path']), lab);
      const isRoot = mapped !== undefined && fromHostPath(namespace, mapped) === '/';
      return isRoot && volume['name'] !== undefined ? [volume['name']] : [];
    });
  }

  #withHostPaths(object: JsonObject): JsonObject {
    const {namespace, lab} = this.#context.spec;
    return updateAt(object, {
      at: [...this.#at, 'volumes', '*', 'hostPath'],
      to: (hostPath, path) => {
        if (!isJsonObject(hostPath)) return hostPath;
        const written = hostPath['path'];
        if (typeof written !== 'string') throw this.#refused([...path, 'path'], words().policy.isMissing);
        const mapped = toHostPath(namespace, written, lab);
        if (mapped === undefined) {
          const allowed = ['/', ...lab.hostPathLeaves].join(', ');
          const next =
            lab.hostPathLeaves.length === 0 ? words().policy.noFolders : words().policy.allowed({values: allowed});
          throw this.#refused([...path, 'path'], words().policy.valueNotAllowed({value: written}), next);
        }
        const isRoot = fromHostPath(namespace, mapped) === '/';
        return {...hostPath, path: mapped, ...(isRoot ? {type: 'DirectoryOrCreate'} : {})};
      },
    });
  }

  /** A writable view of the whole folder would let a Pod plant a link where another volume is mounted from. */
  #withReadOnlyMounts(object: JsonObject, volumes: readonly JsonValue[]): JsonObject {
    const {note} = this.#context;
    return containerLists.reduce(
      (result, list) =>
        updateAt(result, {
          at: [...this.#at, list, '*', 'volumeMounts', '*'],
          to: (mount) => {
            if (!isJsonObject(mount) || !volumes.includes(mount['name'] ?? '') || mount['readOnly'] === true)
              return mount;
            note(words().policy.note.readOnly({path: printable(mount['mountPath'])}));
            return {...mount, readOnly: true};
          },
        }),
      object,
    );
  }

  #withNodeKeys(object: JsonObject): JsonObject {
    const inSelector = updateAt(object, {
      at: [...this.#at, 'nodeSelector'],
      to: (selector, path) => {
        if (!isJsonObject(selector)) return selector;
        const entries = Object.entries(selector).map(
          ([key, value]) => [this.#nodeKey(key, [...path, key]), value] as const,
        );
        return Object.fromEntries(entries);
      },
    });
    return nodeTermLists.reduce(
      (result, terms) =>
        updateAt(result, {
          at: [...this.#at, ...terms, 'matchExpressions', '*', 'key'],
          to: (key, path) => (typeof key === 'string' ? this.#nodeKey(key, path) : key),
        }),
      inSelector,
    );
  }

  #nodeKey(key: string, path: FieldPath): string {
    try {
      return toNodeSelectorKey(this.#context.spec.namespace, key);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw this.#refused(path, words().policy.noNodeKey({reason: error.message}), error.next);
    }
  }

  #withSlice(affinity: JsonValue | undefined, path: FieldPath): JsonObject {
    const {nodes} = this.#context.spec;
    const learners = withoutSlice(isJsonObject(affinity) ? affinity : {}, nodes);
    const [terms] = valuesAt({affinity: learners}, requiredTerms);
    // each term is narrowed to the slice: of none, nothing would be left
    if (terms !== undefined && isJsonList(terms.value) && terms.value.length === 0) {
      const {problem, next} = words().policy.needsTerm;
      throw this.#refused([...path, ...terms.path], problem, next);
    }
    for (const terms of nodeTermLists) {
      for (const {value: term, path: below} of valuesAt({affinity: learners}, terms)) {
        if (isJsonObject(term)) this.#checkTerm(term, [...path, ...below]);
      }
    }
    return withSlice(learners, nodes);
  }

  /** An empty term matches no node, and one with our node in it would match that node. */
  #checkTerm(term: JsonObject, path: FieldPath): void {
    if (term['matchFields'] !== undefined) {
      const {notAllowedSince, because} = words().policy;
      throw this.#refused([...path, 'matchFields'], notAllowedSince({reason: because.managedPlacement}));
    }
    const expressions = term['matchExpressions'];
    if (!isJsonList(expressions) || expressions.length === 0) {
      const {problem, next} = words().policy.needsExpressions;
      throw this.#refused(path, problem, next);
    }
    for (const [index, expression] of expressions.entries()) {
      if (isJsonObject(expression) && expression['key'] !== undefined) continue;
      const {problem, next} = words().policy.needsKey;
      throw this.#refused([...path, 'matchExpressions', index], problem, next);
    }
  }

  #refused(path: FieldPath, problem: string, next = words().policy.removeIt): UserError {
    return fieldRefusal({positions: this.#context.positions, path, problem, next});
  }
}

/** The field by which a mount shows a part of its volume. */
function partOf(mount: JsonObject): string | undefined {
  return ['subPath', 'subPathExpr'].find((field) => mount[field] !== undefined);
}
