import { custodianIn } from '../custody/custody.pages.js';
import { placesOfCase } from '../custody/places.queries.js';
import { zipStream } from '../exports/zip-stream.js';
import { isOfAuthority } from '../inspections/disclosure.js';
import { subjectOf } from '../inspections/inspection.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Language, Translate } from '../shared/language.js';
import { idOf, type Answer, type Visit } from '../web/visit.js';
import { closingOf } from './case-closing.js';
import { safeName } from './case-file.js';
import { decisionsOn, originalsOf, partsOf, type Making } from './case-parts.js';
import { gathered } from './gather.js';

/** The whole of a case as one archive, for the authority that inspects. */
export const caseFilePage =
  (services: Services, translate: (language: Language) => Translate) =>
  async (visit: Visit): Promise<Answer> => {
    const { actor } = visit;
    const inspection = await services.inspections.load(actor, idOf(visit));
    assertAllowed(actor, 'casefile.export');
    if (!isOfAuthority(actor, inspection)) throw new Forbidden('the case file is the authority’s');
    const names = allowed(actor, 'handling.name', subjectOf(inspection));
    const places = originalsOf(visit, await placesOfCase(inspection.id), names);
    const decisions = await decisionsOn(services, places);
    const copies = visit.query['copies'] === 'yes';
    const making: Making = { services, visit, inspection, places, decisions, names, copies, id: newId() };
    const ids = places.map(({ file }) => file.id).filter((id) => !decisions.has(id));
    await services.custody.noteAll('exported', ids, custodianIn(visit), making.id);
    const parts = gathered(partsOf(making, translate), (entries) => closingOf(making, entries));
    const name = safeName(`${inspection.number ?? 'ho-so'} ${dayOf(visit.now)}`).replace(/[^\w.-]+/g, '-');
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}.zip"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    };
    return { kind: 'file', body: zipStream(parts, visit.now), headers };
  };
