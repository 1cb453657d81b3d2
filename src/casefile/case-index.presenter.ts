import { printSize } from '../evidence/evidence.presenter.js';
import { printDay, printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import { entryKinds, type Manifest, type ManifestEntry } from './case-file.js';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');
/** Names of files are Vietnamese texts with spaces and signs: an address takes them only encoded. */
const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const STYLE =
  'body{font:15px/1.5 "Times New Roman",serif;margin:2rem auto;max-width:60rem;padding:0 1rem}h1{font-size:1.5rem}' +
  'table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}' +
  'code{font-size:.75rem;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}.fault{font-weight:bold}';

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

function rowOf(entry: ManifestEntry, number: number, tongue: Tongue): string {
  const { path, name = path, place = '', by = '', receivedAt, size, sha256, disposed, recorded = '' } = entry;
  const isGone = disposed !== undefined;
  const title = isGone ? escaped(name) : `<a href="${escaped(hrefOf(path))}">${escaped(name)}</a>`;
  const when = receivedAt === undefined ? '' : `<br>${printMoment(new Date(receivedAt), tongue.language)}`;
  return (
    `<tr><td>${number}</td><td>${[title, ...aboutOf(entry, tongue)].join('<br>')}</td>` +
    `<td>${escaped(place)}</td><td>${escaped(by)}${when}</td><td>${isGone ? '' : printSize(size, tongue.language)}</td>` +
    `<td><code>${isGone ? recorded : sha256}</code></td></tr>`
  );
}

/** The index of a case file as a page that needs nothing else, to be read on a screen or printed. */
export function caseIndex(manifest: Manifest, { t, language }: Tongue): string {
  const { number, unit, authority } = manifest.case;
  const heads = ['no', 'file', 'place', 'from', 'size', 'hash'].map(
    (key) => `<th scope="col">${escaped(t(`casefile:column.${key}`))}</th>`,
  );
  const tables = entryKinds.map((kind) => {
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
