/** Why a check of a step is not passed, and what to do where it could not be checked. */
export const checks = {
  clusterAway: {
    reason: 'the cluster cannot be read just now',
    redo: 'Wait until the cluster answers again, then check once more.',
  },
  broken: ({message}: {message: string}): string => `the check itself is broken: ${message}`,
  tellOfBroken: 'Tell a facilitator: it is the lab that is wrong.',
  unseen: {
    reason: 'it may have happened while nobody watched',
    redo: 'Do this step once more.',
  },
  /** `list` is such as pods or services. */
  noObject: ({list, name}: {list: string; name: string}): string => `${list} has no ${name}`,
  noField: ({field}: {field: string}): string => `there is no ${field}`,
  nothing: 'there is none',
};
