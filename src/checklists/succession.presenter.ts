import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { signsIn, type CatalogueRecord, type Sign } from './sign-catalogue.js';
import { successionOf } from './sign-succession.js';
import { successorField } from './succession.form.js';

type Reader = { t: Translate; language: Language };

const named = (sign: Sign, { language }: Reader): string =>
  `${sign.code}. ${inLanguage(sign.text, language)}`;

const signIn = ({ groups }: CatalogueRecord, code: string): Sign | undefined =>
  signsIn(groups).find((sign) => sign.code === code);

/** What is to be looked at: the code is gone, or says something else now. */
function noteOn(old: Sign, record: CatalogueRecord, { t }: Reader): string | null {
  const same = signIn(record, old.code);
  if (same === undefined) return t('signs:succession.codeGone', { code: old.code });
  return same.text.vi === old.text.vi ? null : t('signs:succession.otherWords', { code: old.code });
}

/** What became of each sign of the version before; what needs a look stands first. */
export function presentSuccessionForm(
  form: FormState,
  { record, before }: { record: CatalogueRecord; before: CatalogueRecord },
  reader: Reader,
): Page {
  const { t } = reader;
  const typed = Object.keys(form.values).length > 0;
  const said: Fields = Object.fromEntries(
    successionOf(record, before).map(({ code, to }) => [successorField(code), to]),
  );
  const field = fieldMaker(t, typed ? form.values : said, form.errors);
  const options = [
    ...signsIn(record.groups).map((sign) => ({ value: sign.code, label: named(sign, reader) })),
    { value: '', label: t('signs:succession.none') },
  ];
  const rows = signsIn(before.groups).map((old) => ({
    text: named(old, reader),
    note: noteOn(old, record, reader),
    field: field(successorField(old.code), { label: 'signs:succession.to', options }),
  }));
  const here = `/signs/versions/${record.number}`;
  const part = (name: 'look' | 'same', own: typeof rows) =>
    own.length === 0 ? [] : [{ heading: t(`signs:succession.${name}`), rows: own }];
  return {
    title: t('signs:succession.title', { before: before.number, number: record.number }),
    back: { href: here, label: t('signs:version', { number: record.number }) },
    errors: errorSummary(t, form.errors),
    lead: t('signs:succession.lead', { before: before.number, number: record.number }),
    action: `${here}/succession`,
    version: typed ? String(form.values['version'] ?? '') : String(record.version),
    parts: [
      ...part(
        'look',
        rows.filter(({ note }) => note !== null),
      ),
      ...part(
        'same',
        rows.filter(({ note }) => note === null),
      ),
    ],
    buttons: {
      label: t('signs:succession.save'),
      cancel: { href: here, label: t('signs:cancel') },
      saved: null,
    },
  };
}

/** What became of the signs of the version before, where it is not the same code, in words for the version's page. */
export function presentSuccession(record: CatalogueRecord, before: CatalogueRecord, reader: Reader) {
  const { t } = reader;
  const moved = successionOf(record, before).filter(({ code, to }) => code !== to);
  return {
    title: t('signs:succession.title', { before: before.number, number: record.number }),
    text: t(record.succession === undefined ? 'signs:succession.unsaid' : 'signs:succession.said'),
    same: moved.length === 0 ? t('signs:succession.allSame') : null,
    rows: moved.map(({ code, to }) => {
      const [old, now] = [signIn(before, code), signIn(record, to)];
      return {
        old: old === undefined ? code : named(old, reader),
        now: now === undefined ? t('signs:succession.none') : named(now, reader),
      };
    }),
  };
}
