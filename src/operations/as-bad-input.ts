import {NotValid} from '#src/kubernetes/not-valid.ts';
import {UserError} from './user-error.ts';

/** Does what takes a person's words as Kubernetes would. @throws UserError `bad-input` when it would not take them */
export function asBadInput<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    const {message, next} = error;
    throw new UserError('bad-input', message, {cause: error, ...(next === undefined ? {} : {next})});
  }
}
