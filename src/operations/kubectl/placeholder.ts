/** What a text writes where a reader is to put something of their own, in brackets: `<pod-name>`. */
export const bracketed = /^<[^<>|;&\n]{1,60}>/u;

const nameAlone =
  /^(?:[A-Z_-]*(?:NAME|POD|NODE|YOUR|SERVICE|DEPLOYMENT|DAEMONSET)[A-Z_-]*|[A-Za-z]+_name|\[[a-z][\w-]*\]|.*[{}].*|\.{3})$/u;

/** Whether the name of an object is one of those: `POD_NAME`, `ReplicaSet_name`, `[pod-name]`, `{name}`, `…`. */
export const isNamePlaceholder = (text: string): boolean => nameAlone.test(text);

/** Whether an address is meant, as `get pods -o wide` shows them. */
export const meansAddress = (placeholder: string): boolean =>
  /(?:^|[^a-z])(?:ip|address)(?:$|[^a-z])/iu.test(placeholder);
