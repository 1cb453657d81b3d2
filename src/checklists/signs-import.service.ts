import type { Transaction } from '../database/connect.js';
import type { Column, Fault, ImportKind, ImportRequest, Row } from '../imports/import-kind.js';
import { textIn, wordIn } from '../imports/word-cell.js';
import type { Actor } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Bilingual } from '../shared/language.js';
import { byCode, type Sign, type SignGroup } from './sign-catalogue.js';
import { readCatalogueHead, SIGN_CODE, type NewCatalogue } from './signs.form.js';
import { column } from '../imports/columns.js';

const columns: readonly Column[] = [
  column('code', true, ['Mã', 'Code'], '1.1', '1.2'),
  column(
    'group_vi',
    false,
    ['Tên nhóm', 'Title of the group in Vietnamese'],
    'Vi phạm kỷ cương, kỷ luật',
    '',
  ),
  column(
    'group_en',
    false,
    ['Tên nhóm bằng tiếng Anh', 'Title of the group in English'],
    'Breaches of discipline',
    '',
  ),
  column('text_vi', true, ['Biểu hiện', 'Sign in Vietnamese'], 'Đi muộn, về sớm', 'Vắng mặt không có lý do'),
  column('text_en', false, ['Biểu hiện bằng tiếng Anh', 'Sign in English'], 'Comes late, leaves early', ''),
  column('official', false, ['Nguyên văn', 'Official wording'], 'Có', 'Không'),
];
const yesOrNo = { yes: ['Có', 'x', '1', 'true'], no: ['Không', '0', 'false'] };

type Line = { sign: Sign; group: string; title: Bilingual };

function lineIn(row: Row, faults: Fault[]): Line {
  const code = row.cell('code');
  if (code !== '' && !SIGN_CODE.test(code))
    faults.push({ row: row.row, column: 'code', message: 'signs:errors.code' });
  const pair = (name: string, max: number): Bilingual => ({
    vi: textIn(row, `${name}_vi`, max, faults),
    en: textIn(row, `${name}_en`, max, faults),
  });
  const official = wordIn(row, 'official', yesOrNo, faults) === 'yes';
  const sign = { code, text: pair('text', 1000), provisional: !official };
  return { sign, group: code.split('.')[0] ?? '', title: pair('group', 300) };
}

/** The groups of a catalogue; each has the title that the first of its rows gives. */
function groupsFrom(lines: readonly Line[]): SignGroup[] {
  const codes = [...new Set(lines.map(({ group }) => group))].sort((a, b) => Number(a) - Number(b));
  return codes.map((code) => {
    const own = lines.filter(({ group }) => group === code);
    const title = own.find(({ title: { vi } }) => vi !== '')?.title ?? { vi: '', en: '' };
    return { code, title, signs: own.map(({ sign }) => sign).sort(byCode) };
  });
}

/** Rows that repeat a code, and the first row of a group that nobody has given a title. */
function faultsBetween(rows: readonly Row[], lines: readonly Line[]): Fault[] {
  const seen = new Map<string, number>();
  const untitled = new Set(groupsFrom(lines).flatMap(({ code, title }) => (title.vi === '' ? [code] : [])));
  return rows.flatMap(({ row }, index): Fault[] => {
    const { sign, group } = lines[index] as Line;
    const before = seen.get(sign.code);
    if (before === undefined) seen.set(sign.code, row);
    const twice = {
      row,
      column: 'code',
      message: 'imports:fault.twice',
      values: { value: sign.code, row: before },
    };
    const nameless = { row, column: 'group_vi', message: 'errors:required' };
    return [
      ...(before !== undefined && sign.code !== '' ? [twice] : []),
      ...(SIGN_CODE.test(sign.code) && untitled.delete(group) ? [nameless] : []),
    ];
  });
}

/** Takes a whole catalogue of signs from a table, as its next version. */
export function signsImport(
  issueNext: (actor: Actor, input: Omit<NewCatalogue, 'version'>, tx: Transaction) => Promise<unknown>,
): ImportKind<Line> {
  return {
    name: 'signs',
    words: 'signs:import',
    columns,
    fields: [
      {
        name: 'validFrom',
        label: 'signs:field.validFrom',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      },
      { name: 'source', label: 'signs:field.source', hint: true, required: false },
    ],
    offered: (actor) => allowed(actor, 'signs.manage'),
    assertMay: async ({ actor }: ImportRequest) => assertAllowed(actor, 'signs.manage'),
    placeOf: () => '/signs',
    async prepare({ fields }, rows) {
      readCatalogueHead(fields);
      const faults: Fault[] = [];
      const items = rows.map((row) => lineIn(row, faults));
      return { items, known: 0, faults: [...faults, ...faultsBetween(rows, items)] };
    },
    async write({ actor, fields }, lines, tx) {
      await issueNext(actor, { ...readCatalogueHead(fields), groups: groupsFrom(lines) }, tx);
    },
  };
}
