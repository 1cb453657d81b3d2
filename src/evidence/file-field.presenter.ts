import type { FieldError } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import { receiptOf } from '../web/parcel.js';
import type { Upload } from '../web/visit.js';
import { printSize } from './evidence.presenter.js';

/** Where some files were refused and others are here: that the form was not taken with those alone. */
function partly(arrived: number, messages: FieldError[], t: Translate): string[] {
  const refused = messages.filter(({ message }) => message.startsWith('errors:file')).length;
  return arrived > 0 && refused > 0 ? [t('uploads:partly', { arrived, all: arrived + refused })] : [];
}

/**
 * A field for files, for views/components/file.hbs: what is taken is said before anybody chooses, and what has
 * already arrived with a form that was wrong elsewhere is kept.
 */
export function presentFileField(
  name: string,
  label: string,
  uploads: Upload[],
  errors: FieldError[],
  { t, language }: { t: Translate; language: Language },
  required = false,
) {
  const field = fieldMaker(t, {}, errors)(name, { label, required, type: 'file' });
  const messages = errors.filter((error) => error.field === name);
  const arrived = uploads.filter((upload) => upload.field === name);
  return {
    ...field,
    error:
      [
        ...partly(arrived.length, messages, t),
        ...messages.map(({ message, values }) => t(message, values)),
      ].join(' ') || null,
    rules: null,
    isTold: true,
    multiple: true,
    kept: arrived.map(({ id, name: fileName, size, caption = '' }) => ({
      id,
      name: fileName,
      caption,
      note: t('uploads:arrived', { size: printSize(size, language), receipt: receiptOf(id) }),
    })),
    resumable: true,
  };
}
