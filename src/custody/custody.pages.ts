import { isOfAuthority } from '../inspections/disclosure.js';
import { authorOf } from '../policies/actor.js';
import { maySee } from '../policies/visibility.js';
import type { Services } from '../services.js';
import { idOf, page, type Answer, type Visit } from '../web/visit.js';
import { custodyActs, type Custodian, type CustodyAct } from './custody.js';
import { LINES, presentRecord } from './custody.presenter.js';
import { placesOfFiles } from './places.queries.js';

/** Who asks, for the record of a file. */
export const custodianIn = ({ actor, now, address }: Visit): Custodian => ({
  by: authorOf(actor),
  at: now,
  from: address,
});

/** What the inspected side learns of a file's record: that it came and what became of it, not who looks at it. */
const TOLD: readonly CustodyAct[] = [
  'added',
  'masked',
  'unmasked',
  'moved',
  'withdrawn',
  'restored',
  'quarantined',
  'released',
  'disposed',
];

const placeIn = (text: string | undefined): number =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;

/** The page of a file's record, for whoever may open the file. */
export const custodyPage =
  ({ evidence, inspections, custody, integrity, opening }: Services) =>
  async (visit: Visit): Promise<Answer> => {
    const { actor, query } = visit;
    const item = await evidence.item(actor, idOf(visit));
    const places = (await placesOfFiles([item.id])).filter(
      ({ readers }) => readers === undefined || maySee(actor, readers),
    );
    const inspection = await inspections.load(actor, places[0]?.inspectionId ?? '');
    const whole = isOfAuthority(actor, inspection);
    const entries = await custody.latest(
      item.id,
      placeIn(query['before']),
      LINES + 1,
      whole ? custodyActs : TOLD,
    );
    const [fault, state] = await Promise.all([integrity.faultOf(item.id), opening.stateOf(item)]);
    return page('custody/record', presentRecord({ item, places, entries, whole, fault, state }, visit));
  };
