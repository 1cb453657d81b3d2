import type { ChecklistSection } from '../checklists/checklist.js';
import { fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { FormState } from '../web/visit.js';
import { isTogether, type AnswerView } from './answer.js';
import { printWhen, type Reader } from './item.presenter.js';

/** What may be said of all that is left of a section at once, and what was said so and can be taken back. */
export function presentRest(
  { code, items }: ChecklistSection,
  answers: ReadonlyMap<string, AnswerView>,
  { values, errors }: FormState,
  reader: Reader,
) {
  const { t } = reader;
  const own = items.flatMap((item) => answers.get(item.code) ?? []);
  const open = items.filter((item) => answers.get(item.code)?.outcome === undefined);
  const writes = [...new Set(own.filter(isTogether).map(({ write }) => write))];
  const reason = fieldMaker(
    t,
    values,
    errors,
  )('reason', {
    label: 'answers:rest.reason',
    hint: true,
    suggestions: ['outOfScope', 'noCase', 'noTime'].map((word) => t(`answers:rest.because.${word}`)),
  });
  if (open.length === 0 && writes.length === 0) return null;
  return {
    title: t('answers:rest.title', { count: open.length, code }),
    form:
      open.length === 0
        ? null
        : { reason, write: newId(), label: t('answers:rest.mark', { count: open.length }) },
    open: reason.error !== null,
    taken: writes.map((write) => {
      const marked = own.filter((answer) => answer.write === write);
      const [first] = marked;
      const at = first === undefined ? '' : printWhen(first.at, reader);
      return {
        write,
        text: t('answers:rest.marked', { count: marked.length, at, name: first?.by.name ?? '' }),
        label: t('answers:rest.takeBack'),
      };
    }),
  };
}
