import { clusterParty, type Cluster } from '../clusters/cluster.js';
import { nameInText } from '../paper/letterhead.js';
import { inLanguage, type Language } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';

/** Whom a report is about: a cluster of units, else the unit that makes it. */
export type ReportSubject = {
  unit: Pick<UnitSnapshot, 'id' | 'kind' | 'name'>;
  cluster?: Pick<Cluster, 'code' | 'name'>;
};

/** How the lists behind its figures name it. */
export const partyOf = ({ unit, cluster }: ReportSubject): string =>
  cluster === undefined ? unit.id : clusterParty(cluster.code);

export const nameOf = ({ unit, cluster }: ReportSubject, language: Language): string =>
  inLanguage((cluster ?? unit).name, language);

/** The same within a sentence. */
export const nameInSentence = ({ unit, cluster }: ReportSubject, language: Language): string =>
  cluster === undefined ? nameInText(unit, language) : inLanguage(cluster.name, language);
