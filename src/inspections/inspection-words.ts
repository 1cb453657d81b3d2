import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { CaseFacts, LampView, TagView, Tone } from '../web/parts.js';
import { isSealed, type Inspection, type State } from './inspection.js';

const stateTones: Record<State, Tone> = {
  prepared: 'plain',
  approved: 'action',
  opened: 'action',
  minuted: 'action',
  answering: 'amber',
  concluded: 'amber',
  closed: 'good',
  cancelled: 'plain',
};

/** The tags of a case: its state, and before it that the visit is sealed. */
export const presentInspectionState = (
  inspection: Pick<Inspection, 'mode' | 'openedOn' | 'state'>,
  t: Translate,
): TagView => ({
  text: t(`inspections:state.${inspection.state}`),
  tone: isSealed(inspection) ? 'sealed' : stateTones[inspection.state],
});

/** "Đột xuất · Kiểm tra công vụ" */
export const modeAndKind = ({ mode, kind }: Pick<Inspection, 'mode' | 'kind'>, t: Translate): string =>
  `${t(`inspections:mode.${mode}`)} · ${t(`inspections:kind.${kind}`)}`;

/** The number, or that there is none yet. */
export const numberOf = ({ number }: Pick<Inspection, 'number'>, t: Translate): string =>
  number ?? t('inspections:noNumber');

export const printPeriod = (from: Day, to: Day, language: Language): string =>
  from === to ? printDay(from, language) : `${printDay(from, language)} – ${printDay(to, language)}`;

/** State before detail, at the top of every page of a case. */
export function presentCaseFacts(
  inspection: Inspection,
  lamp: LampView | null,
  language: Language,
  t: Translate,
): CaseFacts {
  const { unit, team, decision, openedOn } = inspection;
  const head = team.find((member) => member.duty === 'head');
  const day = openedOn ?? inspection.plannedFrom;
  const sealed = isSealed(inspection) ? [{ text: t('inspections:sealedTag'), tone: 'sealed' as const }] : [];
  const lines = [
    ...(head === undefined ? [] : [t('inspections:headedBy', { name: head.name })]),
    ...(decision.number === '' ? [] : [t('inspections:onDecision', { number: decision.number })]),
  ];
  return {
    unit: inLanguage(unit.name, language),
    unitHref: `/units/${unit.id}`,
    unitNote: t('inspections:asOn', { day: printDay(day, language) }),
    tags: [...sealed, presentInspectionState(inspection, t)],
    lamp,
    day:
      openedOn === undefined
        ? t('inspections:plannedFor', {
            period: printPeriod(inspection.plannedFrom, inspection.plannedTo, language),
          })
        : t('inspections:openedOn', { day: printDay(openedOn, language) }),
    lines: [[modeAndKind(inspection, t), ...lines].join(' · ')],
  };
}
