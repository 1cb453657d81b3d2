import type { Kind, Mode } from '../../src/inspections/inspection.js';
import { sampleUnits } from './samples.js';
import { pick, sequence } from './random.js';

/** How far a finding comes. `late` ones are remedied after their due date; of `drafted` ones the report waits in the unit. */
export type Fate =
  | 'recorded'
  | 'at_once'
  | 'to_remedy'
  | 'asked'
  | 'extended'
  | 'drafted'
  | 'reported'
  | 'returned'
  | 'closed'
  | 'late';

/** How far a case comes, and when: days before today on which it was opened and concluded. */
export type Plot = {
  unit: string;
  mode: Mode;
  kind: Kind;
  stage: 'prepared' | 'refused' | 'approved' | 'opened' | 'minuted' | 'answering' | 'concluded' | 'cancelled';
  opened: number;
  concluded: number;
  /** Index of a sample finding, and its fate. */
  findings: [number, Fate][];
  /** The draw that chose the unit. */
  draw?: string;
};

const plot = (
  unit: string,
  mode: Mode,
  kind: Kind,
  stage: Plot['stage'],
  opened: number,
  concluded = 0,
  findings: [number, Fate][] = [],
): Plot => ({ unit, mode, kind, stage, opened, concluded, findings });

/** One case in every state, so that each page of the product has something to show. Negative days lie ahead. */
const currentCases: Plot[] = [
  plot('00226', 'surprise', 'public_service', 'approved', -1),
  plot('00070', 'surprise', 'public_service', 'prepared', -3),
  plot('SYT', 'scheduled', 'thematic', 'prepared', -12),
  plot('STP', 'scheduled', 'specialised', 'refused', -15),
  plot('00004', 'scheduled', 'administrative_reform', 'approved', -9),
  plot('00118', 'scheduled', 'administrative_reform', 'cancelled', -6),
  plot('00145', 'surprise', 'public_service', 'opened', 0, 0, [
    [0, 'at_once'],
    [7, 'recorded'],
  ]),
  plot('SXD', 'scheduled', 'specialised', 'opened', 2, 0, [[6, 'recorded']]),
  plot('00008', 'surprise', 'public_service', 'minuted', 1, 0, [[3, 'recorded']]),
  plot('00004', 'scheduled', 'public_service', 'answering', 4, 0, [
    [5, 'recorded'],
    [1, 'recorded'],
    [7, 'recorded'],
  ]),
  plot('00004', 'surprise', 'public_service', 'concluded', 20, 17, [
    [0, 'reported'],
    [1, 'drafted'],
    [3, 'closed'],
    [5, 'asked'],
  ]),
  plot('00226', 'scheduled', 'public_service', 'concluded', 34, 29, [
    [2, 'to_remedy'],
    [5, 'returned'],
    [4, 'closed'],
  ]),
  plot('00118', 'surprise', 'public_service', 'concluded', 58, 54, [
    [2, 'to_remedy'],
    [7, 'late'],
    [3, 'closed'],
  ]),
  plot('00376', 'scheduled', 'administrative_reform', 'concluded', 49, 44, [
    [1, 'to_remedy'],
    [6, 'returned'],
  ]),
  plot('SXD', 'surprise', 'directed', 'concluded', 26, 22, [
    [6, 'reported'],
    [2, 'extended'],
  ]),
  plot('00025', 'scheduled', 'thematic', 'concluded', 15, 12, [
    [4, 'closed'],
    [6, 'to_remedy'],
  ]),
  plot('00008', 'surprise', 'public_service', 'concluded', 40, 37, [
    [0, 'closed'],
    [3, 'closed'],
  ]),
  plot('00565', 'scheduled', 'follow_up', 'concluded', 11, 8, []),
  plot('00008', 'scheduled', 'follow_up', 'opened', 0),
];

const pastKinds: Kind[] = [
  'public_service',
  'specialised',
  'thematic',
  'administrative_reform',
  'public_service',
];

export const pastCount = 30;

/** Closed cases of the last thirteen months, so that trends have something to tell. The same on every machine. */
function pastCases(): Plot[] {
  const next = sequence(24);
  return Array.from({ length: pastCount }, (_, index) => {
    const opened = 75 + Math.floor((index * 310) / pastCount) + Math.floor(next() * 8);
    const count = Math.floor(next() * 4);
    const findings = Array.from({ length: count }, (__, place): [number, Fate] => [
      (Math.floor(next() * 8) + place) % 8,
      next() < 0.75 ? 'closed' : 'late',
    ]);
    const mode = next() < 0.5 ? 'surprise' : 'scheduled';
    const kind = mode === 'surprise' ? 'public_service' : pick(pastKinds, next);
    return plot(pick(sampleUnits, next), mode, kind, 'concluded', opened, opened - 3, findings);
  });
}

export const plots = (): Plot[] => [...pastCases(), ...currentCases];
