import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { FileNote } from './file-note.js';
import { FileNoteModel } from './file-note.model.js';

const store = journaledRepository<FileNote>('file_note', FileNoteModel as never);

/** Notes have no readers of their own: they are reached only through a file that was found within reach. */
export const fileNotesRepository = {
  create: store.create,
  change: store.change,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),

  async *all(): AsyncGenerator<FileNote> {
    for await (const found of FileNoteModel.find().lean().cursor()) yield plain<FileNote>(found);
  },
};
export type FileNotesRepository = typeof fileNotesRepository;
