/** What the checks want to know, asked once for every entry of every layer; paths are absolute, one character a byte. */
export interface Interest {
  /** Whatever stands there is listed. */
  readonly listed: (path: string) => boolean;
  /** A file whose content is kept, hidden or not, as long as it has at most `limitBytes`; larger ones are told. */
  readonly kept: (path: string) => { readonly limitBytes: number } | undefined;
  /** A file of a kind that holds credentials: its text is kept. */
  readonly credentials: (path: string) => boolean;
}
