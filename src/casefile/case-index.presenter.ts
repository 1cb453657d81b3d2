import { printDay, printMoment } from '../shared/dates.js';
import { printSize, type Language, type Translate } from '../shared/language.js';
import { entryKinds, type EntryKind, type Manifest, type ManifestEntry } from './case-file.js';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');
/** Names of files are Vietnamese texts with spaces and signs: an address takes them only encoded. */
const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const STYLE =
  'body{font:15px/1.5 "Times New Roman",serif;margin:2rem auto;max-width:60rem;padding:0 1rem}h1{font-size:1.5rem}' +
  'table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}' +
  'code{font-size:.75rem;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}.fault{font-weight:bold}' +
  // On a telephone a row is a block of lines: a column would be as narrow as a word.
  '@media screen and (max-width:40rem){thead{display:none}tr,td{display:block;border:0;padding:.1rem 0}tr{border-top:1px solid #777;padding:.5rem 0}}';

type Tongue = { t: Translate; language: Language };

/** The lines below the name of a file: what it is called, what is said of it, what is wrong with it. */
function aboutOf(entry: ManifestEntry, { t, language }: Tongue): string[] {
  const { name, caption = '', takenAt, effectiveOn, masks = 0, withdrawn = '', disposed, fault = '' } = entry;
  const plain = [
    caption === name ? '' : caption,
    takenAt === undefined ? '' : t('casefile:about.taken', { at: printMoment(new Date(takenAt), language) }),
    effectiveOn === undefined ? '' : t('casefile:about.effective', { on: printDay(effectiveOn, language) }),
    masks === 0 ? '' : t('casefile:about.masks', { count: masks }),
  ].map(escaped);
  const marked = [
    withdrawn === '' ? '' : t('casefile:about.withdrawn', { reason: withdrawn }),
    disposed === undefined
      ? ''
      : t('casefile:disposed', { number: disposed.number, on: printDay(disposed.on, language) }),
  ].map((text) => (text === '' ? '' : `<em>${escaped(text)}</em>`));
  const wrong = fault === '' ? '' : `<span class="fault">${escaped(fault)}</span>`;
  return [...plain, ...marked, wrong].filter((line) => line !== '');
}

type Cell = { head: string; of: (entry: ManifestEntry, number: number) => string };

/** The columns of a table; those that would be empty all the way down are left out. */
function columnsFor(rows: readonly ManifestEntry[], tongue: Tongue): Cell[] {
  const { t, language } = tongue;
  const column = (key: string, of: Cell['of']): Cell => ({ head: t(`casefile:column.${key}`), of });
  const cells = [
    column('no', (_, number) => String(number)),
    column('file', (entry) => {
      const { path, name = path, disposed } = entry;
      const title =
        disposed === undefined ? `<a href="${escaped(hrefOf(path))}">${escaped(name)}</a>` : escaped(name);
      return [title, ...aboutOf(entry, tongue)].join('<br>');
    }),
    column('place', ({ place = '' }) => escaped(place)),
    column('from', ({ by = '', receivedAt }) =>
      receivedAt === undefined
        ? escaped(by)
        : `${escaped(by)}<br>${printMoment(new Date(receivedAt), language)}`,
    ),
    column('size', ({ size, disposed }) => (disposed === undefined ? printSize(size, language) : '')),
    column(
      'hash',
      ({ sha256, recorded = '', disposed }) => `<code>${disposed === undefined ? sha256 : recorded}</code>`,
    ),
  ];
  return cells.filter(({ of }) => rows.some((row, index) => of(row, index + 1) !== ''));
}

/** The files of a kind as a table under its heading; nothing where there are none. */
function tableOf(kind: EntryKind, { entries }: Manifest, tongue: Tongue): string {
  const rows = entries.filter((entry) => entry.kind === kind);
  if (rows.length === 0) return '';
  const columns = columnsFor(rows, tongue);
  const heads = columns.map(({ head }) => `<th scope="col">${escaped(head)}</th>`);
  const lines = rows.map(
    (row, index) => `<tr>${columns.map(({ of }) => `<td>${of(row, index + 1)}</td>`).join('')}</tr>`,
  );
  return (
    `<h2>${escaped(tongue.t(`casefile:kind.${kind}`))}</h2><table><thead><tr>${heads.join('')}</tr></thead>` +
    `<tbody>${lines.join('')}</tbody></table>`
  );
}

/** The index of a case file as a page that needs nothing else, to be read on a screen or printed. */
export function caseIndex(manifest: Manifest, { t, language }: Tongue): string {
  const { number, unit, authority } = manifest.case;
  const tables = entryKinds.map((kind) => tableOf(kind, manifest, { t, language }));
  const facts = [
    t('casefile:unit', { unit }),
    t('casefile:authority', { authority }),
    t('casefile:made', {
      at: printMoment(new Date(manifest.madeAt), language),
      name: manifest.madeBy.name,
      post: manifest.madeBy.post,
    }),
    t('casefile:journal', { seq: manifest.journal.seq, hash: manifest.journal.hash }),
  ];
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(number)}</title><style>${STYLE}</style></head>` +
    `<body><h1>${escaped(t('casefile:title', { number }))}</h1>${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('')}` +
    `${tables.join('')}<p>${escaped(t('casefile:check'))}</p></body></html>`
  );
}
