import {parseQuantity} from '../schema/quantity.ts';

type Amounts = Readonly<Record<string, string>>;

/** What is bounded: a container, or a Pod as a whole. */
export interface Bounded {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What a LimitRange says of a type. */
export interface Bounds {
  readonly type: string;
  readonly min?: Amounts;
  readonly max?: Amounts;
  readonly maxLimitRequestRatio?: Amounts;
}

/** What of the bounds is not kept, a sentence each, in the API server's words. */
export function brokenBounds({requests, limits}: Bounded, bounds: Bounds): string[] {
  const {type, min = {}, max = {}, maxLimitRequestRatio = {}} = bounds;
  const judged = (of: Amounts, judge: (bound: Judged) => string | undefined): string[] =>
    Object.entries(of).flatMap(
      ([name, bound]) => judge({name, type, bound, request: requests[name], limit: limits[name]}) ?? [],
    );
  return [...judged(min, belowLeast), ...judged(max, beyondMost), ...judged(maxLimitRequestRatio, beyondRatio)];
}

interface Judged {
  readonly name: string;
  readonly type: string;
  readonly bound: string;
  readonly request: string | undefined;
  readonly limit: string | undefined;
}

function belowLeast({name, type, bound, request, limit}: Judged): string | undefined {
  const what = `minimum ${name} usage per ${type} is ${bound}`;
  if (request === undefined) return `${what}.  No request is specified`;
  if (parseQuantity(request) < parseQuantity(bound)) return `${what}, but request is ${request}`;
  if (limit !== undefined && parseQuantity(limit) < parseQuantity(bound)) return `${what}, but limit is ${limit}`;
  return undefined;
}

function beyondMost({name, type, bound, request, limit}: Judged): string | undefined {
  const what = `maximum ${name} usage per ${type} is ${bound}`;
  if (limit === undefined) return `${what}.  No limit is specified`;
  if (parseQuantity(limit) > parseQuantity(bound)) return `${what}, but limit is ${limit}`;
  if (request !== undefined && parseQuantity(request) > parseQuantity(bound)) {
    return `${what}, but request is ${request}`;
  }
  return undefined;
}

function beyondRatio({name, type, bound, request = '0', limit = '0'}: Judged): string | undefined {
  const what = `${name} max limit to request ratio per ${type} is ${bound}`;
  if (parseQuantity(request) === 0) return `${what}, but no request is specified or request is 0`;
  if (parseQuantity(limit) === 0) return `${what}, but no limit is specified or limit is 0`;
  const ratio = parseQuantity(limit) / parseQuantity(request);
  return ratio > parseQuantity(bound) ? `${what}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}
