/** The one context that a learner has: their sandbox. */
export const onlyContext = 'labrador';
