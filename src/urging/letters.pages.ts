import { buffer } from 'node:stream/consumers';
import { paperOf } from '../documents/document.pages.js';
import { nameOfDocument } from '../documents/documents.presenter.js';
import { zipStream, type StreamedPart } from '../exports/zip-stream.js';
import { waitingForUnit, type Finding } from '../findings/finding.js';
import type { Services } from '../services.js';
import { dayOf, printDay } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import type { Language, Translate } from '../shared/language.js';
import { pageAmong, readKey } from '../shared/paging.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentLetters } from './letters.presenter.js';
import type { WaitingLetter } from './urging.service.js';

/** The pages of letters that urge and wait for their numbers. */
export function letterPages(services: Services, translate: (language: Language) => Translate) {
  const { urging } = services;

  async function* papersOf(visit: Visit, letters: readonly WaitingLetter[]): AsyncGenerator<StreamedPart> {
    for (const { letter, of } of letters) {
      const paper = await paperOf(services, visit, letter.id, { language: 'vi', t: translate('vi') });
      const name = `${of.number}-${of.unit.code}-${letter.id.slice(0, 6)}.pdf`;
      yield { name, content: await buffer(paper), compress: false };
    }
  }

  return {
    async show(visit: Visit, form: FormState): Promise<Answer> {
      const letters = await urging.waiting(visit.actor);
      const rows = pageAmong(letters, readKey(visit.query['key']), ({ letter }) => letter.id);
      const shown = {
        ...rows,
        count: letters.length,
        key: visit.query['key'] ?? '',
        today: dayOf(visit.now),
      };
      return page('urging/letters', presentLetters(shown, form, visit));
    },

    /** Every letter that waits for its number, as one archive to print and sign; drawn while it is sent. */
    async archive(visit: Visit): Promise<Answer> {
      const letters = await urging.waiting(visit.actor);
      if (letters.length === 0) throw new NotFound('letters without a number');
      return {
        kind: 'file',
        body: zipStream(papersOf(visit, letters), visit.now),
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
