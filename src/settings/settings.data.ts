import { readRows } from '../shared/data-file.js';
import type { Measure, Party } from './measures.js';
import type { BasisStatus, LegalBasis, SettingsRecord } from './settings.js';
import { SETTINGS_ID } from './settings.js';

/** The legal bases that ship with the product: those of the checklist, with the days on which they changed. */
const shippedBases = (): LegalBasis[] =>
  readRows<'text' | 'valid_from' | 'valid_to' | 'status'>('src/settings/data/legal-bases.csv').map(
    (row, index) => ({
      id: `basis-${index + 1}`,
      text: row.text,
      status: row.status as BasisStatus,
      ...(row.valid_from === '' ? {} : { validFrom: row.valid_from }),
      ...(row.valid_to === '' ? {} : { validTo: row.valid_to }),
    }),
  );

type MeasureColumn = 'party' | 'text_vi' | 'text_en' | 'legal_basis' | 'valid_from' | 'valid_to';

/** The measures that ship with the product; their wording was not compared with the texts. */
export const shippedMeasures = (): Measure[] =>
  readRows<MeasureColumn>('src/settings/data/measures.csv').map((row, index) => ({
    id: `measure-${index + 1}`,
    party: row.party as Party,
    text: { vi: row.text_vi, en: row.text_en },
    legalBasis: row.legal_basis,
    ...(row.valid_from === '' ? {} : { validFrom: row.valid_from }),
    ...(row.valid_to === '' ? {} : { validTo: row.valid_to }),
    provisional: true,
  }));

/** What is offered until somebody has said otherwise: Hanoi, Directive 24, 20 working days. */
export const defaultSettings = (): SettingsRecord => ({
  id: SETTINGS_ID,
  version: 0,
  history: [],
  city: { vi: 'Thành phố Hà Nội', en: 'Hanoi City' },
  cityUnitId: '',
  directive: {
    number: '24-CT/TU',
    on: '2023-08-07',
    body: {
      vi: 'Ban Thường vụ Thành ủy Hà Nội',
      en: 'Standing Committee of the Hanoi City Party Committee',
    },
    title: {
      vi: 'về tăng cường kỷ cương, kỷ luật và trách nhiệm giải quyết công việc trong hệ thống chính trị thành phố Hà Nội',
      en: 'on strengthening order, discipline and responsibility for handling work in the political system of Hanoi City',
    },
  },
  letterhead: {
    superior: { vi: 'UBND THÀNH PHỐ HÀ NỘI', en: 'HANOI CITY PEOPLE’S COMMITTEE' },
    issuer: { vi: 'SỞ NỘI VỤ', en: 'DEPARTMENT OF HOME AFFAIRS' },
    place: { vi: 'Hà Nội', en: 'Hanoi' },
    signer: { authority: { vi: '', en: '' }, post: { vi: 'GIÁM ĐỐC', en: 'DIRECTOR' } },
  },
  signers: [],
  // TT 25/2014/TT-BTP, Article 26: the unit reports its remediation within 20 working days of receipt.
  terms: [{ validFrom: '2023-08-07', workingDays: { minor: 20, moderate: 20, serious: 20 } }],
  dueSoon: 5,
  legalBases: shippedBases(),
  measures: shippedMeasures(),
});
