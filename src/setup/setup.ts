import type { Settings } from '../settings/settings.js';
import type { Bilingual } from '../shared/language.js';

/** What a setup says of the city; the rest of the settings begins with its defaults. */
export type CityFacts = Pick<Settings, 'city' | 'directive'>;

export const unitSets = ['hanoi', 'empty'] as const;
export type UnitSet = (typeof unitSets)[number];

/** The post of whoever keeps the installation. */
export const administratorTitle: Bilingual = { vi: 'Quản trị hệ thống', en: 'System administrator' };
