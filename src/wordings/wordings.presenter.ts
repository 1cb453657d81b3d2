import { presentEdits } from '../history/edits.presenter.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage, type Bilingual } from '../shared/language.js';
import type { MovedLink } from '../checklists/sign-links.js';
import { canFollow, presentMovedLinks, presentMovedSign } from '../checklists/sign-links.presenter.js';
import { fileLinks } from '../web/list-files.js';
import { actionsFrom, link } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { fieldsOfWording } from './wording.form.js';
import type { Wording } from './wording.js';

const LIST = '/wordings';

/** Every wording, by the code of its sign. `missing`: how many that ship with the product are not among them. */
export function presentWordings(
  wordings: readonly Wording[],
  { missing, moved }: { missing: number; moved: MovedLink<Wording>[] },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const shipped = link(t('shipped:look', { count: missing }), '/shipped/wordings');
  return {
    title: t('wordings:title'),
    actions: actionsFrom([
      ...(canFollow(moved)
        ? [{ label: t('signs:links.follow'), href: `${LIST}/signs`, post: true, fields: [] }]
        : []),
      link(t('wordings:add'), `${LIST}/new`),
      ...(missing === 0 ? [] : [shipped]),
    ]),
    links: presentMovedLinks(moved, (links) => t('wordings:count', { count: links.length }), visit),
    lead: t('wordings:lead'),
    downloads: fileLinks(LIST, {}, t),
    rows: wordings.map(({ id, sign, seen, mustDo, provisional, retired }) => ({
      href: `${LIST}/${id}`,
      sign,
      seen: inLanguage(seen, language),
      mustDo: inLanguage(mustDo, language),
      tag: retired
        ? { text: t('wordings:retired'), tone: 'plain' }
        : provisional
          ? { text: t('wordings:provisional'), tone: 'amber' }
          : null,
    })),
    empty: { title: t('wordings:empty'), text: '', action: null },
  };
}

type FormContext = {
  wording?: Wording;
  signs: { code: string; text: Bilingual }[];
  moved: MovedLink<Wording>[];
};

/** The form of one wording, with what happened to it. */
export function presentWordingForm(
  form: FormState,
  { wording, signs, moved }: FormContext,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const typed = Object.keys(form.values).length > 0;
  const start = wording === undefined ? {} : fieldsOfWording(wording);
  const field = fieldMaker(t, typed ? form.values : start, form.errors);
  const area = (name: string, required: boolean, hint = false) =>
    field(name, { label: `wordings:field.${name}`, required, hint, rows: 3 });
  return {
    title: t(wording === undefined ? 'wordings:add' : 'wordings:revise'),
    back: { href: LIST, label: t('wordings:title') },
    errors: errorSummary(t, form.errors),
    lead: t('wordings:placeholders'),
    action: wording === undefined ? LIST : `${LIST}/${wording.id}`,
    id: String(form.values['id'] ?? wording?.id ?? newId()),
    keep: `wording-${wording?.id ?? 'new'}`,
    version: String(form.values['version'] ?? wording?.version ?? 0),
    sign: {
      ...field('sign', {
        label: 'wordings:field.sign',
        options: [
          { value: '', label: t('findings:choose') },
          ...signs.map(({ code, text }) => ({ value: code, label: `${code} ${inLanguage(text, language)}` })),
        ],
      }),
      hint: presentMovedSign(moved, visit),
    },
    texts: [
      area('seenVi', true, true),
      area('seenEn', false),
      area('mustDoVi', true),
      area('mustDoEn', false),
    ],
    retired: field('retired', {
      label: 'wordings:field.use',
      required: false,
      options: [{ value: 'yes', label: t('wordings:field.retired') }],
    }),
    history: presentEdits(wording?.history ?? [], { feature: 'wordings' }, visit),
    buttons: { label: t('wordings:save'), cancel: { href: LIST, label: t('wordings:back') }, saved: null },
  };
}
