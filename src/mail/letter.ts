import type { Notice } from '../notices/notice.js';
import { noticeText } from '../notices/notice-words.js';
import { groupsOf } from '../shared/groups.js';
import type { Language, Translate } from '../shared/language.js';
import type { Letter } from './outbox.js';

type Told = Pick<Notice, 'key' | 'values' | 'href'>;
export type Words = Pick<Letter, 'subject' | 'text' | 'html'>;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The words of a letter: one line for each notice, by unit. Mail lies on servers that are not the authority's, so it
 * tells less than the inbox: no names of people, nothing that was written in a case, and links that ask for signing in.
 */
export function letterWords(
  kind: Letter['kind'],
  notices: readonly Told[],
  reader: { name: string; language: Language; t: Translate; home: string },
): Words {
  const { name, language, t, home } = reader;
  const unitOf = ({ values }: Told) => (language === 'en' ? values['unitEnglish'] : values['unit']) ?? '';
  const line = ({ key, values, href }: Told) => ({
    text: noticeText({ key, values: { ...values, by: t('mail:colleague') } }, language, t),
    href: `${home}${href}`,
  });
  const groups = [...groupsOf(notices, unitOf)].map(([unit, told]) => ({
    unit: unit === '' ? t('mail:general') : unit,
    lines: told.map(line),
  }));
  const opening = t('mail:opening', { name });
  const closing = [
    t('mail:inbox', { href: `${home}/notices` }),
    t('mail:choice', { href: `${home}/account` }),
  ];
  const link = (href: string, text: string) => `<a href="${escaped(href)}">${escaped(text)}</a>`;
  return {
    subject: t(`mail:subject.${kind}`, { count: notices.length }),
    text: [
      opening,
      ...groups.map(({ unit, lines }) =>
        [unit, ...lines.map(({ text, href }) => `- ${text}\n  ${href}`)].join('\n'),
      ),
      closing.join('\n'),
    ].join('\n\n'),
    html: [
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><body><p>${escaped(opening)}</p>`,
      ...groups.map(
        ({ unit, lines }) =>
          `<h2>${escaped(unit)}</h2><ul>${lines.map(({ text, href }) => `<li>${link(href, text)}</li>`).join('')}</ul>`,
      ),
      ...closing.map((text) => `<p>${escaped(text)}</p>`),
      '</body></html>',
    ].join('\n'),
  };
}
