import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { Page } from '../web/visit.js';
import type { ChecklistSection, ItemStatus } from './checklist.data.js';

const tones = { S: 'good', P: 'action', G: 'amber' } as const satisfies Record<ItemStatus, string>;

/** The checklist to read: every item with its basis and how it is known. */
export function presentChecklist(
  sections: ChecklistSection[],
  { t, language }: { t: Translate; language: Language },
): Page {
  const count = sections.reduce((sum, section) => sum + section.items.length, 0);
  return {
    title: t('signs:checklist'),
    back: { href: '/signs', label: t('signs:title') },
    lead: t('signs:checklistText', { count, sections: sections.length }),
    sections: sections.map((section) => ({
      id: `section-${section.code}`,
      title: `${section.code}. ${inLanguage(section.title, language)}`,
      items: section.items.map((item) => ({
        code: item.code,
        text: inLanguage(item.text, language),
        basis: item.basis,
        status: item.status.map((status) => ({ text: t(`signs:status.${status}`), tone: tones[status] })),
      })),
    })),
  };
}
