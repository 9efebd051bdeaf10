const pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** Whether a text on one line is base64 with its padding, as Go and coreutils read it. */
export const isBase64 = (text: string): boolean => pattern.test(text);
