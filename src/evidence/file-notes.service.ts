import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, Stale } from '../shared/errors.js';
import { mayDate, mayMask, type Found } from './evidence-access.js';
import { noNote, type FileNote } from './file-note.js';
import type { MaskInput, TimesInput } from './file-note.form.js';
import type { FileNotesRepository } from './file-notes.repository.js';
import { sameBoxes } from './mask.js';

export type FileNotesDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: FileNotesRepository;
  /** A file within reach; throws `NotFound`. */
  locate: (actor: Actor, id: string) => Promise<Found>;
  /** The copies of a picture are made anew under its mask. */
  remake: (id: string, tx: Transaction) => Promise<void>;
  remade: () => void;
  /** Keeps in the record of the file what is done to it. */
  noteCustody: (notes: MaskNote[], tx: Transaction) => Promise<void>;
};
type MaskNote = {
  fileId: string;
  act: 'masked' | 'unmasked';
  by: Author;
  at: Date;
  /** The address on the network. */
  from: string;
  detail: string;
};

/** What people say of a file: what is covered on its copies, when it was taken, for which day it counts. */
export function fileNotesService(deps: FileNotesDeps) {
  const { clock, inTransaction, repository, locate } = deps;

  async function write(
    actor: Actor,
    id: string,
    seen: number,
    act: { action: string; reason: string },
    change: (before: FileNote) => FileNote,
    tx: Transaction,
  ): Promise<FileNote> {
    const before = (await repository.find(id, tx)) ?? noNote(id);
    if (before.version !== seen) throw new Stale(`note of ${id}`);
    const event = { at: clock.now(), by: authorOf(actor), ...act };
    const { version, history, ...facts } = change(before);
    return version === 0 && history.length === 0
      ? repository.create(facts, event, tx)
      : repository.change(before, { ...facts, version, history }, event, tx);
  }

  return {
    of: async (id: string): Promise<FileNote> => (await repository.find(id)) ?? noNote(id),

    /** Covers parts of a picture, or lifts what was covered. */
    async mask(actor: Actor, id: string, input: MaskInput, from: string): Promise<void> {
      const { version, boxes, reason } = input;
      const found = await locate(actor, id);
      if (!mayMask(actor, found)) throw new Forbidden('this person may not mask');
      await inTransaction(async (tx) => {
        const before = (await repository.find(id, tx)) ?? noNote(id);
        if (before.version === version && sameBoxes(before.boxes, boxes)) return;
        const action = boxes.length === 0 ? 'unmasked' : 'masked';
        await write(actor, id, version, { action, reason }, (note) => ({ ...note, boxes }), tx);
        await deps.remake(id, tx);
        const who = { by: authorOf(actor), at: clock.now(), from };
        await deps.noteCustody([{ ...who, fileId: id, act: action, detail: reason }], tx);
      });
      deps.remade();
    },

    async date(actor: Actor, id: string, input: TimesInput): Promise<void> {
      const found = await locate(actor, id);
      if (!mayDate(actor, found)) throw new Forbidden('this person may not say when it was taken');
      const { version, reason, takenAt, effectiveOn } = input;
      await inTransaction((tx) => {
        const change = ({ takenAt: _taken, effectiveOn: _on, ...note }: FileNote): FileNote => ({
          ...note,
          ...(takenAt === undefined ? {} : { takenAt }),
          ...(effectiveOn === undefined ? {} : { effectiveOn }),
        });
        return write(actor, id, version, { action: 'dated', reason }, change, tx);
      });
    },
  };
}
