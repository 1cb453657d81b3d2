import type { Month } from '../shared/dates.js';

/** A month of the trend: inspections opened, findings concluded, findings remedied, and of these how many on time. */
export type TrendPoint = {
  month: Month;
  inspections: number;
  findings: number;
  closed: number;
  onTime: number;
};
