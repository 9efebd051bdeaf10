/** What the quota is called by which a sandbox is held: a learner sees it nowhere, and has none of this name. */
export const ownQuotaName = 'sandbox';

/** The same as a regular expression that CEL takes too. */
export const ownQuotaPattern = `^${ownQuotaName}$`;
