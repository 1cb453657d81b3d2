/** What a report is handed out as, besides its paper. */
export const reportFormats = ['xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];
