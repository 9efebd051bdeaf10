/** What a name server says of a full name. */
export type DnsAnswer =
  | {readonly kind: 'addresses'; readonly addresses: readonly string[]}
  /** Another name for it. */
  | {readonly kind: 'alias'; readonly name: string}
  /** Of an address: the name that stands for it. */
  | {readonly kind: 'name'; readonly name: string}
  | {readonly kind: 'unknown'};
