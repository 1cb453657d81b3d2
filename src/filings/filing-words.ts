import type { Translate } from '../shared/language.js';
import type { TagView, Tone } from '../web/parts.js';
import type { FilingState } from './filing.js';

const tones: Record<FilingState, Tone> = {
  draft: 'plain',
  submitted: 'action',
  returned: 'amber',
  accepted: 'action',
  issued: 'good',
};

export const presentFilingState = (state: FilingState, t: Translate): TagView => ({
  text: t(`filings:state.${state}`),
  tone: tones[state],
});
