import { printHash } from '../../findings/concluded-evidence.js';
import { paragraph, passage, type Annex, type Block, type Table } from '../../paper/paper.js';
import { receiptOf } from '../../web/parcel.js';
import type { FileFact } from '../document-facts.js';
import { valuesOf, type BodyInput } from './paper-words.js';

const listedFiles = ({ facts }: Pick<BodyInput, 'facts'>): { ordinal: number; file: FileFact }[] =>
  facts.findings.flatMap(({ ordinal, files = [] }) => files.map((file) => ({ ordinal, file })));

const hasEvidence = (input: BodyInput): boolean => listedFiles(input).length > 0;

/** Where the text names findings: that their files are listed behind it. */
export const evidenceHint = (input: BodyInput): Block[] =>
  hasEvidence(input) ? [paragraph(input.tongue.t('documents:paper.evidence.seeAnnex'))] : [];

/** The files of each finding with what tells later whether they are still the same; nothing where there are none. */
export function evidenceAnnex(input: BodyInput): Annex[] {
  if (!hasEvidence(input)) return [];
  const { t } = input.tongue;
  const say = (key: string) => t(`documents:paper.evidence.${key}`, valuesOf(input));
  const table: Table = {
    kind: 'table',
    caption: null,
    dense: true,
    columns: [
      { share: 11, align: 'centre' },
      { share: 31, align: 'left' },
      { share: 16, align: 'left' },
      { share: 42, align: 'left' },
    ],
    head: [['finding', 'name', 'receipt', 'hash'].map((key) => ({ text: say(`column.${key}`) }))],
    rows: listedFiles(input).map(({ ordinal, file }) => ({
      cells: [String(ordinal), file.name, receiptOf(file.id), printHash(file.sha256)],
    })),
  };
  return [
    {
      label: say('label'),
      title: say('title'),
      attached: t(`documents:paper.evidence.attached.${input.document.kind}`, valuesOf(input)),
      blocks: [table, passage('note')(say('note'))],
    },
  ];
}
