import type { FieldError } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import { printSize, type Language, type Translate } from '../shared/language.js';
import { receiptOf } from '../web/parcel.js';
import type { Upload } from '../web/visit.js';

/** Where some files were refused and others are here: that the form was not taken with those alone. */
function partly(arrived: number, messages: FieldError[], t: Translate): string[] {
  const refused = messages.filter(({ message }) => message.startsWith('errors:file')).length;
  return arrived > 0 && refused > 0 ? [t('uploads:partly', { arrived, all: arrived + refused })] : [];
}

/** Files that are here already and go with the form: ticked those that came with it, others offered. */
export const presentKeptFiles = (uploads: Upload[], { t, language }: { t: Translate; language: Language }) =>
  uploads.map(({ id, name, size, caption = '', isLeft = false }) => ({
    id,
    name,
    caption,
    ticked: !isLeft,
    note: t('uploads:arrived', { size: printSize(size, language), receipt: receiptOf(id) }),
  }));

/**
 * A field for files, for views/components/file.hbs: what is taken is said before anybody chooses, and what has
 * already arrived with a form that was wrong elsewhere is kept.
 */
export function presentFileField(
  name: string,
  label: string,
  uploads: Upload[],
  errors: FieldError[],
  reader: { t: Translate; language: Language },
  required = false,
) {
  const { t } = reader;
  const field = fieldMaker(t, {}, errors)(name, { label, required, type: 'file' });
  const messages = errors.filter((error) => error.field === name);
  const arrived = uploads.filter((upload) => upload.field === name);
  const kept = presentKeptFiles(arrived, reader);
  return {
    ...field,
    error:
      [
        ...partly(kept.filter(({ ticked }) => ticked).length, messages, t),
        ...messages.map(({ message, values }) => t(message, values)),
      ].join(' ') || null,
    rules: null,
    isTold: true,
    multiple: true,
    kept,
    offered: kept.some(({ ticked }) => !ticked),
    resumable: true,
  };
}
