import { buffer } from 'node:stream/consumers';
import { paperOf } from '../documents/document.pages.js';
import { nameOfDocument } from '../documents/documents.presenter.js';
import { zipOf, type ZipPart } from '../exports/zip.js';
import { waitingForUnit, type Finding } from '../findings/finding.js';
import type { Services } from '../services.js';
import { dayOf, printDay } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Language, Translate } from '../shared/language.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentUrging } from './urging.presenter.js';

/** The pages of letters that urge. */
export function urgingPages(services: Services, translate: (language: Language) => Translate) {
  const { urging, timing } = services;
  return {
    async show(visit: Visit, form: FormState): Promise<Answer> {
      const late = await urging.list(visit.actor);
      const drafts = await urging.drafts(visit.actor);
      const today = dayOf(visit.now);
      const { count } = await timing.timer(today);
      const batch = String(form.values['batch'] ?? newId());
      const listing = { late, drafts, today, count, batch };
      return page('urging/list', presentUrging(listing, form, visit));
    },

    /** Every letter that waits for its number, as one archive to print and sign. */
    async archive(visit: Visit): Promise<Answer> {
      const drafts = await urging.drafts(visit.actor);
      if (drafts.length === 0) throw new NotFound('letters without a number');
      const parts: ZipPart[] = [];
      for (const { letter, of } of drafts) {
        const paper = await paperOf(services, visit, letter.id, { language: 'vi', t: translate('vi') });
        parts.push([`${of.number}-${of.unit.code}-${letter.id.slice(0, 6)}.pdf`, await buffer(paper)]);
      }
      return {
        kind: 'file',
        body: await zipOf(parts, { compress: false }),
        headers: {
          'Content-Type': 'application/zip',
          'Content-Disposition': `attachment; filename="cong-van-don-doc-${dayOf(visit.now)}.zip"`,
          'Cache-Control': 'no-store',
        },
      };
    },
  };
}

/** The letters that have urged a finding, for its page; the unit sees those that were delivered to it. */
export async function lettersUrging({ findings, documents }: Services, visit: Visit, finding: Finding) {
  const inspection = await findings.loadInspection(visit.actor, finding.inspectionId);
  const all = await documents.ofInspection(visit.actor, inspection);
  return all
    .filter(({ kind, frozen }) => {
      const told = frozen?.findings ?? [finding];
      const state = told.find(({ id }) => id === finding.id)?.state;
      return kind === 'urging' && state !== undefined && waitingForUnit.includes(state);
    })
    .map((letter) => ({
      href: `/documents/${letter.id}`,
      label: nameOfDocument(letter, visit.t),
      on: letter.datedOn === undefined ? '' : printDay(letter.datedOn, visit.language),
    }));
}
