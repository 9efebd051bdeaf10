/** The RoleBindings by which a sandbox works: that of its learner, and that by which the bot acts as them. */
export const keptBindings = {learner: 'learner', bot: 'labrador-bot'} as const;

export const isKeptBinding = (name: string): boolean => Object.values<string>(keptBindings).includes(name);
