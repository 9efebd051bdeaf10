import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {words} from '#src/words/words.ts';

/** @throws UserError `not-found` for who is not in the workshop */
export function requireLearner(open: OpenWorkshop, learnerId: string): Learner {
  const learner = open.directory.find(learnerId);
  if (learner === undefined) {
    throw new UserError('not-found', words().facilitating.learner.notHere);
  }
  return learner;
}
