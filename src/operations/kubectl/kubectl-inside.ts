const beginsAgain = /(?:^|[|;&(\n]|\bdo\b)\s*((?:sudo\s+)?(?:k|kubectl)\s[^]*)$/u;

/** From where kubectl begins again behind something else; undefined if it does not. */
export const kubectlInside = (rest: string): string | undefined => beginsAgain.exec(rest)?.[1];
