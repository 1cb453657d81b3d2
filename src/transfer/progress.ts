/** Told, again and again, how far a piece of work has come. `of` may be an estimate; 0 when nothing is known. */
export type Progress = (what: string, done: number, of: number) => void;

export const silent: Progress = () => undefined;
