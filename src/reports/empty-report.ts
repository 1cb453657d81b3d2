import type { CompiledReport } from './report.js';

/** Nothing was planned, inspected, found, ruled, decided, an example, or left to remedy. */
export const isEmpty = ({
  scopes: shown,
  inspections,
  findings,
  remediation,
  plan = [],
  practices,
  rulings,
  handlings,
}: CompiledReport): boolean =>
  shown.every((scope) => {
    const { opening, fresh, reopened, due } = remediation[scope];
    const counts = [inspections.total, findings.total, ...(practices === undefined ? [] : [practices.total])];
    const lines = [...plan, ...rulings, ...handlings].map((line) => line.counts);
    const counted = [...counts, ...lines].every((spread) => spread[scope].year === 0);
    return counted && opening + fresh + reopened + due.total === 0;
  });
