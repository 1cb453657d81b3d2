import type { NewNotice } from '../notices/notice.js';
import { receiptOf } from '../web/parcel.js';
import type { Verdict } from './verdict.js';

/** A stored file as it is told of. */
type Told = { id: string; name: string; ownerId: string; pending: boolean };

/**
 * Who is told of infected bytes, and that they are no longer thought so: whoever sent them, with the name of the file,
 * and the administrators, who see no case, with its receipt.
 */
export function noticesOfVerdict(
  { state, said, since }: Verdict,
  files: readonly Told[],
  administrators: readonly string[],
): NewNotice[] {
  const act = state === 'infected' ? 'infected' : 'released';
  return files.flatMap(({ id, name, ownerId, pending }) => [
    {
      to: `person:${ownerId}` as const,
      key: `viruses:notice.${act}${pending ? 'Refused' : ''}`,
      values: { name, virus: said },
      href: pending ? '/notices' : `/evidence/${id}/about`,
      at: since,
      // The name of a file may tell of a visit that nobody must know of yet.
      sealed: true,
    },
    ...administrators.map((person) => ({
      to: `person:${person}` as const,
      key: `viruses:notice.${act}Administrator`,
      values: { receipt: receiptOf(id), virus: said },
      href: '/settings/viruses',
      at: since,
    })),
  ]);
}
