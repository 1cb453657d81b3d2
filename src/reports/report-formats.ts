/** What a report is handed out as, besides its paper. */
export const reportFormats = ['xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const reportTypes: Record<ReportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};
