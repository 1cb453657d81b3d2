import { printSize } from '../evidence/evidence.presenter.js';
import { printDay, printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { Manifest, ManifestEntry } from './case-file.js';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');
/** Names of files are Vietnamese texts with spaces and signs: an address takes them only encoded. */
const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const STYLE =
  'body{font:15px/1.5 "Times New Roman",serif;margin:2rem auto;max-width:60rem;padding:0 1rem}h1{font-size:1.5rem}' +
  'table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}' +
  'code{font-size:.75rem;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}.fault{font-weight:bold}';

type Tongue = { t: Translate; language: Language };

function rowOf(entry: ManifestEntry, number: number, { t, language }: Tongue): string {
  const {
    path,
    name,
    caption = '',
    place = '',
    by = '',
    receivedAt,
    size,
    sha256,
    fault = '',
    withdrawn = '',
    disposed,
    recorded = '',
  } = entry;
  const title = caption === '' || caption === name ? '' : `<br>${escaped(caption)}`;
  const when = receivedAt === undefined ? '' : `<br>${printMoment(new Date(receivedAt), language)}`;
  const taken = withdrawn === '' ? '' : `<br><em>${escaped(withdrawn)}</em>`;
  const link = `<a href="${escaped(hrefOf(path))}">${escaped(name ?? path)}</a>`;
  const gone =
    disposed === undefined
      ? ''
      : t('casefile:disposed', { number: disposed.number, on: printDay(disposed.on, language) });
  const shown = gone === '' ? link : `${escaped(name ?? path)}<br><em>${escaped(gone)}</em>`;
  const hash = gone === '' ? sha256 : recorded;
  const wrong = fault === '' ? '' : `<br><span class="fault">${escaped(fault)}</span>`;
  return (
    `<tr><td>${number}</td><td>${shown}${title}${taken}${wrong}</td>` +
    `<td>${escaped(place)}</td><td>${escaped(by)}${when}</td><td>${gone === '' ? printSize(size, language) : ''}</td><td><code>${hash}</code></td></tr>`
  );
}

const KINDS: readonly ManifestEntry['kind'][] = ['original', 'document', 'record'];

/** The index of a case file as a page that needs nothing else, to be read on a screen or printed. */
export function caseIndex(manifest: Manifest, { t, language }: Tongue): string {
  const { number, unit, authority } = manifest.case;
  const heads = ['no', 'file', 'place', 'from', 'size', 'hash'].map(
    (key) => `<th scope="col">${escaped(t(`casefile:column.${key}`))}</th>`,
  );
  const tables = KINDS.map((kind) => {
    const rows = manifest.entries.filter((entry) => entry.kind === kind);
    if (rows.length === 0) return '';
    const lines = rows.map((entry, index) => rowOf(entry, index + 1, { t, language }));
    return `<h2>${escaped(t(`casefile:kind.${kind}`))}</h2><table><thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
  });
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
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(number)}</title><style>${STYLE}</style></head>` +
    `<body><h1>${escaped(t('casefile:title', { number }))}</h1>${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('')}` +
    `${tables.join('')}<p>${escaped(t('casefile:check'))}</p></body></html>`
  );
}
