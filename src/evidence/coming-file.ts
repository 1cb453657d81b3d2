/** A file of a case that is on its way: so much of it has arrived, the last piece at that moment. */
export type ComingFile = {
  id: string;
  name: string;
  size: number;
  offset: number;
  /** The name of whoever sends it. */
  sender: string;
  touchedAt: Date;
};

const MOST_NAMES = 10;

/** Their names in one line; of many, the first and how many more. */
export function namesOf(files: readonly Pick<ComingFile, 'name'>[]): string {
  const names = files.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = files.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` (+${more})` : ''}`;
}
