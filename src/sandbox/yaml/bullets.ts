const signs = String.raw`[*+\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25aa\u25ab\u25cb\u25cf\u25e6]`;

/** What a word processor or a chat makes of the dash of an item, in front of a key; the + of a change has its line behind it. */
export const bulletOfKey = new RegExp(
  String.raw`^(?!\+\s{2})(?<indent>\s*)${signs}(?<spaces>\s+)(?=["'\w][\w./"'-]*\s*:(?:\s|$))`,
  'u',
);

/** The same in front of a text, which could also be a part of it. */
export const bulletOfText = new RegExp(String.raw`^\s*(?<bullet>${signs})\s+(?<text>\S.*)$`, 'u');
