/** How it stands with the bytes of a file: looked through, not yet, or a virus was found in them. */
export const fileStates = ['clean', 'waiting', 'infected'] as const;
export type FileState = (typeof fileStates)[number];

/** What the scanner says of some bytes. */
export type Scanned = { state: 'clean' } | { state: 'infected'; virus: string };

/** The scanner cannot be reached, or (`isThere`) has no answer for this file; the message says why. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly isThere: boolean,
  ) {
    super(message);
  }
}

/** What is known of bytes that were looked at, under their SHA-256: the same bytes are one verdict, whose ever they are. */
export type Verdict = {
  sha256: string;
  state: FileState;
  /** Of infected bytes: what the scanner calls it. Of waiting ones: why there is no answer. */
  said: string;
  /** When it became so. */
  since: Date;
  /** A stored file with these bytes, to read them from. */
  fileId: string;
};

/** A stored file of which something is asked. */
export type StoredBytes = { id: string; sha256: string };
