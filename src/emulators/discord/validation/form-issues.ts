import {DiscordError} from '../discord-error.ts';
import {RESTJSONErrorCodes} from 'discord-api-types/v10';

/** One thing wrong with a request's body: where, Discord's code for it and its words. */
export interface FormIssue {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

interface ErrorTree {
  [key: string]: ErrorTree | {code: string; message: string}[];
}

/** `400 Invalid Form Body`, each issue at its place in the nested `errors` object.
 * @see https://docs.discord.com/developers/reference#error-messages */
export function invalidFormBody(issues: readonly FormIssue[]): DiscordError {
  const errors: ErrorTree = {};
  for (const {path, code, message} of issues) {
    let place = errors;
    for (const key of path) {
      const inner = place[String(key)];
      const next: ErrorTree = inner && !Array.isArray(inner) ? inner : {};
      place[String(key)] = next;
      place = next;
    }
    const here = Array.isArray(place['_errors']) ? place['_errors'] : [];
    place['_errors'] = [...here, {code, message}];
  }
  return new DiscordError(400, {
    code: RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    message: 'Invalid Form Body',
    errors,
  });
}

/** @throws {DiscordError} 50035 if there is anything to complain of. */
export function refuseIssues(issues: readonly FormIssue[]): void {
  if (issues.length > 0) throw invalidFormBody(issues);
}
