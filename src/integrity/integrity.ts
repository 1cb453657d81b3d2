/** A file as what keeps it tells of it. Of one that is made for a while there may be no hash on record. */
export type ToldFile = { id: string; size: number; sha256?: string };

/** Why a file is no longer what it was; `untold`: it is kept, and nothing on record tells of it. */
export const faultKinds = ['missing', 'altered', 'untold'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A file that does not come back as it came. Nothing here tells whose it is: the administrator sees no case. */
export type FileFault = { fileId: string; what: FaultKind; since: Date };

/** What the last reading of every file came to. */
export type Check = { startedAt: Date; finishedAt: Date; files: number; bytes: number; faults: FileFault[] };

/** The faults of a reading; one that was there before has been there since then. */
export const withSince = (
  found: readonly Omit<FileFault, 'since'>[],
  before: readonly FileFault[],
  now: Date,
): FileFault[] => {
  const known = new Map(before.map(({ fileId, what, since }) => [`${fileId} ${what}`, since]));
  return found.map((fault) => ({ ...fault, since: known.get(`${fault.fileId} ${fault.what}`) ?? now }));
};

/** A SHA-256 as people copy it: spaces and capitals do not matter. Undefined when it is none. */
export function hashIn(typed: string): string | undefined {
  const plain = typed.replace(/[\s:-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}
