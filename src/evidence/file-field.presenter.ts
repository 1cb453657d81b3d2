import type { FieldError } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import { receiptOf } from '../web/parcel.js';
import type { Upload } from '../web/visit.js';
import { printSize } from './evidence.presenter.js';

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
  return {
    ...field,
    error: messages.length === 0 ? null : messages.map((error) => t(error.message, error.values)).join(' '),
    rules: null,
    isTold: true,
    multiple: true,
    kept: uploads
      .filter((upload) => upload.field === name)
      .map(({ id, name: fileName, size, caption = '' }) => ({
        id,
        name: fileName,
        caption,
        note: t('uploads:arrived', { size: printSize(size, language), receipt: receiptOf(id) }),
      })),
    resumable: true,
  };
}
