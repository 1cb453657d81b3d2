import { printMoment } from '../shared/dates.js';
import type { Page as Rows } from '../shared/paging.js';
import { fileLinks } from '../web/list-files.js';
import { link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { numberOf, presentDrawState } from './draw-words.js';
import type { DrawRow } from './draw.js';

const pageAt = (key: string | null): string | null =>
  key === null ? null : `/draws?${new URLSearchParams({ key }).toString()}`;

/** The draws that the reader may see, newest first. Nothing is counted: a count would tell of what is not shown. */
export function presentDraws(list: Rows<DrawRow>, mayDraw: boolean, { t, language }: Visit): Page {
  const make = link(t('draws:make'), '/draws/new');
  return {
    title: t('draws:title'),
    actions: mayDraw ? { main: make, more: [], blocked: [] } : null,
    lead: t('draws:listLead'),
    downloads: list.rows.length === 0 ? [] : fileLinks('/draws', {}, t),
    rows: list.rows.map((draw) => ({
      href: `/draws/${draw.id}`,
      number: numberOf(draw, t),
      at: printMoment(draw.at, language),
      by: draw.drawer.name,
      drawn: t('draws:ofCandidates', { count: draw.drawn.length, of: draw.list.candidates.length }),
      state: presentDrawState(draw, t),
    })),
    pages: { previous: pageAt(list.previous), next: pageAt(list.next) },
    empty: list.rows.length > 0 ? null : { title: t('draws:none'), text: t('draws:noneText'), action: null },
  };
}
