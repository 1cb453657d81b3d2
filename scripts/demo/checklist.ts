import { nothingGiven, type Given, type Outcome } from '../../src/answers/answer.js';
import { itemsIn, type ChecklistItem } from '../../src/checklists/checklist.js';
import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { newId } from '../../src/shared/ids.js';
import { sequence } from './random.js';

/** Which sections a visit checks, and how many of their items have an answer when the story stops. */
export type Checked = { sections: string[]; answered: number };

const WHOLE = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'];

/** A visit that lasts is half answered; of the concluded ones the short checklists are, so that the start stays short. */
export const checkedIn = (stage: string, findings: number): Checked | undefined =>
  stage === 'opened'
    ? { sections: WHOLE, answered: findings > 1 ? 23 : 41 }
    : stage === 'concluded' && findings > 2
      ? { sections: ['A', 'B', 'F'], answered: 15 }
      : undefined;

const notes: Record<Outcome, string> = {
  met: '',
  not_met: 'Đối chiếu hồ sơ và thực tế tại chỗ, có ảnh kèm theo (trình diễn).',
  not_checked: 'Người phụ trách đi công tác, chưa đối chiếu được (trình diễn).',
  not_applicable: '',
};

function answerTo(item: ChecklistItem, notMet: boolean, chance: number): Given {
  const outcome: Outcome = notMet
    ? 'not_met'
    : chance < 0.88
      ? 'met'
      : chance < 0.97
        ? 'not_checked'
        : 'not_applicable';
  const checked = outcome === 'met' || outcome === 'not_met';
  const good = outcome === 'met' && chance < 0.1;
  const whole = 18 + Math.floor(chance * 20);
  const numbers = [whole, whole - (notMet ? 3 : 0), notMet ? 1 : 0, notMet ? 2 : 0];
  const counts = item.counts.map(({ key }, index): [string, number] => [key, numbers[index] ?? 0]);
  return {
    ...nothingGiven,
    outcome,
    note: good ? 'Nên phổ biến cho các đơn vị khác tham khảo (trình diễn).' : notes[outcome],
    counts: checked ? Object.fromEntries(counts) : {},
    good,
  };
}

/** Chooses the sections and answers their items; those that show one of the signs that were found are not met. */
export async function answerChecklist(
  services: Services,
  team: readonly Actor[],
  inspectionId: string,
  { sections, answered }: Checked,
  signs: readonly string[],
  seed: number,
): Promise<Map<string, string>> {
  const [head] = team;
  if (head === undefined) return new Map();
  const record = await services.sheets.offered(await services.inspections.load(head, inspectionId));
  const choice = { version: 0, checklist: record.number, sections };
  await services.sheets.choose(head, inspectionId, choice);
  const items = itemsIn(record.sections.filter(({ code }) => sections.includes(code)));
  const bySign = new Map<string, string>();
  for (const sign of signs) {
    const item = items.find((one) => one.sign === sign);
    if (item !== undefined) bySign.set(sign, item.code);
  }
  const wrong = [...bySign.values()];
  const next = sequence(seed);
  const chosen = [
    ...items.filter(({ code }) => wrong.includes(code)),
    ...items.filter(({ code }) => !wrong.includes(code)),
  ].slice(0, answered);
  for (const [place, item] of chosen.entries()) {
    const given = answerTo(item, wrong.includes(item.code), next());
    const sent = { version: 0, write: newId() };
    await services.answers.give(team[place % team.length] ?? head, inspectionId, item.code, sent, given);
  }
  return bySign;
}
