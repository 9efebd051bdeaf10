import type {Authorizer} from '../access/authorizer.ts';
import type {Identity} from '../access/identity.ts';
import type {Tokens} from '../access/tokens.ts';
import type {Clock} from '../clock.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {serviceAccounts} from '../resources/service-accounts.ts';
import type {Objects} from '../store/objects.ts';
import {parseObjectBody, readBody} from './body.ts';
import {sendJson, type Exchange} from './exchange.ts';
import {badRequest, fieldError, invalid} from '../status-error.ts';

const tokenRequest = {group: 'authentication.k8s.io', kind: 'TokenRequest'};
const minLifetimeSeconds = 600;

/** `serviceaccounts/token`: a new token for a ServiceAccount, for an hour unless asked otherwise. */
export async function handleTokenRequest(
  {objects, tokens, clock}: {objects: Objects; tokens: Tokens; clock: Clock},
  {request, response, info}: Exchange,
): Promise<void> {
  const account = objects.find(serviceAccounts, info.namespace, info.name);
  const body = parseObjectBody((await readBody(request)) || '{}', request.headers['content-type'] ?? '');
  const spec = isObject(body['spec']) ? body['spec'] : {};
  const expirationSeconds = typeof spec['expirationSeconds'] === 'number' ? spec['expirationSeconds'] : 3600;
  if (expirationSeconds < minLifetimeSeconds) {
    const why = 'may not specify a duration less than 10 minutes';
    throw invalid(tokenRequest, '', [fieldError.invalid('spec.expirationSeconds', expirationSeconds, why)]);
  }
  const {token, expiresAtMs} = tokens.issue(account, expirationSeconds);
  sendJson(response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {name: info.name, namespace: info.namespace, creationTimestamp: clock.timestamp()},
    spec: {audiences: ['https://kubernetes.default.svc'], boundObjectRef: null, ...spec, expirationSeconds},
    status: {token, expirationTimestamp: clock.timestamp(expiresAtMs)},
  });
}

/** `selfsubjectaccessreviews`: what `kubectl auth can-i` asks. */
export async function handleAccessReview(
  authorizer: Authorizer,
  {request, response, identity}: Exchange,
): Promise<void> {
  const body = parseObjectBody(await readBody(request), request.headers['content-type'] ?? '');
  const spec = isObject(body['spec']) ? body['spec'] : {};
  sendReview(response, {
    kind: 'SelfSubjectAccessReview',
    metadata: {},
    spec,
    allowed: isGranted(authorizer, identity, spec),
  });
}

/** `localsubjectaccessreviews`: whether the `user` of the request, with its `groups`, may do something in the namespace. */
export async function handleLocalAccessReview(
  authorizer: Authorizer,
  {request, response, info}: Exchange,
): Promise<void> {
  const body = parseObjectBody(await readBody(request), request.headers['content-type'] ?? '');
  const spec = isObject(body['spec']) ? body['spec'] : {};
  const {user, groups, resourceAttributes} = spec;
  const review = {group: 'authorization.k8s.io', kind: 'LocalSubjectAccessReview'};
  const given = Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [];
  if ((typeof user !== 'string' || user === '') && given.length === 0) {
    const why = 'at least one of user or group must be specified';
    throw invalid(review, '', [fieldError.invalid('spec.user', user ?? '', why)]);
  }
  const about = isObject(resourceAttributes) ? resourceAttributes['namespace'] : undefined;
  if (isObject(resourceAttributes) && about !== info.namespace) {
    throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${info.namespace ?? ''}`);
  }
  // nobody is added to the groups that are named
  const identity = {name: typeof user === 'string' ? user : '', groups: given};
  const metadata = {namespace: info.namespace ?? ''};
  const allowed = isGranted(authorizer, identity, spec);
  sendReview(response, {kind: review.kind, metadata, spec, allowed});
}

function sendReview(
  response: Exchange['response'],
  {kind, metadata, spec, allowed}: {kind: string; metadata: JsonObject; spec: JsonObject; allowed: boolean},
): void {
  sendJson(response, 201, {kind, apiVersion: 'authorization.k8s.io/v1', metadata, spec, status: {allowed}});
}

function isGranted(authorizer: Authorizer, identity: Identity, spec: JsonObject): boolean {
  const text = (fields: Json | undefined, name: string): string => {
    const value = isObject(fields) ? fields[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const resource = spec['resourceAttributes'];
  const path = spec['nonResourceAttributes'];
  if (isObject(resource) === isObject(path)) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    throw invalid({group: 'authorization.k8s.io', kind: ''}, '', [
      isObject(path) ? fieldError.invalid('spec.resourceAttributes', path, why) : fieldError.invalid('spec', null, why),
    ]);
  }
  const subresource = text(resource, 'subresource');
  return isObject(path)
    ? authorizer.isPathAllowed(identity, text(path, 'verb'), text(path, 'path'))
    : authorizer.isAllowed(identity, {
        verb: text(resource, 'verb'),
        group: text(resource, 'group'),
        resource: text(resource, 'resource') + (subresource === '' ? '' : `/${subresource}`),
        namespace: text(resource, 'namespace') || undefined,
        name: text(resource, 'name'),
      });
}

/** `selfsubjectrulesreviews`: what `kubectl auth can-i --list` asks. */
export async function handleRulesReview(
  authorizer: Authorizer,
  {request, response, identity}: Exchange,
): Promise<void> {
  const body = parseObjectBody(await readBody(request), request.headers['content-type'] ?? '');
  const {namespace} = isObject(body['spec']) ? body['spec'] : {};
  if (typeof namespace !== 'string' || namespace === '') throw badRequest('no namespace on request');
  const rules = authorizer.rulesFor(identity, namespace);
  sendJson(response, 201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules.filter(({resources}) => resources !== undefined),
      nonResourceRules: rules.filter(({nonResourceURLs}) => nonResourceURLs !== undefined),
      incomplete: false,
    },
  });
}

/** `selfsubjectreviews`: what `kubectl auth whoami` asks. */
export async function handleSelfReview(clock: Clock, {request, response, identity}: Exchange): Promise<void> {
  await readBody(request);
  sendJson(response, 201, {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {creationTimestamp: clock.timestamp()},
    status: {userInfo: {username: identity.name, groups: identity.groups}},
  });
}
