import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {qualifiedSingular, resourceTypes, type ResourceType} from '#src/kinds/resource-types.ts';
import {requireConfined} from '#src/sandbox/policy/admit-change.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {isAppliedAlike} from '#src/kubernetes/patches/is-applied-alike.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {admitSources} from './admission/admit-sources.ts';
import {ApiError, isConflict, kubectlErrorText} from '../api/api-error.ts';
import {patchTypes, type ApiClient} from '../api/api-client.ts';
import {editFieldManager} from './objects/change-object.ts';
import {asJson, kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';

/** Who owns the fields that a learner applies. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
const fieldManager = 'labrador-apply';

/**
 * Applies what the sandbox admits: all of it is read and admitted before any of it is sent, so a refusal changes nothing.
 * Server-side apply can run twice.
 * @throws UserError from reading and admitting
 */
export async function apply(operation: OperationOf<'apply'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const admitted = await admitSources(operation.sources, sandbox, signal);
  const notes = [...new Set(admitted.flatMap((item) => item.notes))];
  const client = identities.learner(sandbox.namespace);
  const lines: string[] = [];
  for (const {object} of admitted) {
    try {
      lines.push(await applyOne(client, kubernetesObjectSchema.parse(object), sandbox, signal));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return {
        kind: 'failed',
        code: error.reason,
        message: toLearnerText(kubectlErrorText(error), sandbox),
        text: lines.join('\n'),
        notes,
        ...(lines.length === 0 ? {} : {card: {}}),
      };
    }
  }
  return {kind: 'done', text: lines.join('\n'), notes, card: {}};
}

/** How often an apply that somebody else's write overtook is tried with the newer version. */
const conflictRetries = 5;

async function applyOne(
  client: ApiClient,
  object: KubernetesObject,
  sandbox: SandboxSpec,
  signal: AbortSignal,
): Promise<string> {
  const type = typeOfKind(object.kind);
  const path = resourcePath(type.plural, sandbox.namespace, object.metadata.name);
  for (let attempt = 0; ; attempt += 1) {
    const before = await readOrNothing(client, path, signal);
    const applied = withoutVersion(object);
    const request = {
      method: 'PATCH' as const,
      path,
      body: withVersion(applied, before),
      contentType: patchTypes.apply,
      signal,
    };
    try {
      if (isEdited(before)) {
        const {body} = await client.request({...request, query: {fieldManager, force: 'true', dryRun: 'All'}});
        requireConfined(asJson(z.looseObject({}).parse(body)), sandbox);
      }
      const {status, body} = await client.request({...request, query: {fieldManager, force: 'true'}});
      const after = kubernetesObjectSchema.parse(body);
      const isCreated = status === 201 || before === undefined;
      const isSame =
        before !== undefined && isAppliedAlike({applied, before: asJson(before), after: asJson(after), fieldManager});
      const verb = isCreated ? 'created' : isSame ? 'unchanged' : 'configured';
      return `${qualifiedSingular(type)}/${object.metadata.name} ${verb}`;
    } catch (error) {
      if (!isConflict(error) || attempt === conflictRetries) throw error;
    }
  }
}

/** Whether fields of it were written by other means, which what is applied will be merged into. */
function isEdited(before: KubernetesObject | undefined): boolean {
  const managers = z
    .array(z.looseObject({manager: z.string().optional()}))
    .safeParse(before?.metadata['managedFields']);
  return managers.data?.some(({manager}) => manager === editFieldManager) === true;
}

/** What a manifest does not say, and a schema adds. */
function withoutVersion(object: KubernetesObject): JsonObject {
  const {uid: _uid, resourceVersion: _version, ...metadata} = object.metadata;
  return asJson({...object, metadata});
}

/** API servers up to 1.20 refuse to apply an existing Service without the version that is to be changed. */
function withVersion(applied: JsonObject, before: KubernetesObject | undefined): JsonObject {
  if (applied['kind'] !== 'Service' || before === undefined) return applied;
  return applyMergePatch(applied, {metadata: {resourceVersion: before.metadata.resourceVersion}});
}

/** The type of a kind that the sandbox admitted. */
function typeOfKind(kind: string | undefined): ResourceType {
  const type = resourceTypes.find((candidate) => candidate.kind === kind);
  if (type === undefined) throw new Error(`the policy admitted a kind without a type: ${kind ?? 'none'}`);
  return type;
}
