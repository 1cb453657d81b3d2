import { text, type Column } from '../exports/table-file.js';
import type { Visit } from '../web/visit.js';
import type { Wording } from './wording.js';

/** The columns of the library of wordings as a file, both languages. */
export const wordingColumns = ({ t }: Visit): Column<Wording>[] => [
  text(t('wordings:field.sign'), 10, ({ sign }) => sign),
  text(t('wordings:field.seenVi'), 60, ({ seen }) => seen.vi),
  text(t('wordings:field.seenEn'), 60, ({ seen }) => seen.en),
  text(t('wordings:field.mustDoVi'), 60, ({ mustDo }) => mustDo.vi),
  text(t('wordings:field.mustDoEn'), 60, ({ mustDo }) => mustDo.en),
  text(t('wordings:state'), 16, ({ retired, provisional }) =>
    retired ? t('wordings:retired') : provisional ? t('wordings:provisional') : '',
  ),
];
