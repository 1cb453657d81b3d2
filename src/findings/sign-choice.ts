/** A sign to narrow a list to: of one version of the catalogue, or of whichever it was recorded under. */
export type ChosenSign = { code: string; version?: number };

const WORD = /^(\d{1,2}\.\d{1,3})(?:v(\d{1,6}))?$/;

/** As it stands in addresses: 1.2, or 1.2v1,1.3v2 for signs of certain versions. */
export const writeSigns = (chosen: readonly ChosenSign[]): string =>
  chosen.map(({ code, version }) => (version === undefined ? code : `${code}v${version}`)).join(',');

/** Reads what `writeSigns` writes; what nobody wrote stands for a sign that no finding has. */
export const readSigns = (text: string): ChosenSign[] =>
  text.split(',').map((word) => {
    const [, code = word, version] = WORD.exec(word) ?? [];
    return version === undefined ? { code } : { code, version: Number(version) };
  });

/** The chosen signs in the database's words. */
export function signMatch(text: string): Record<string, unknown> {
  const matches = readSigns(text).map(({ code, version }) => ({
    'sign.code': code,
    ...(version === undefined ? {} : { 'sign.version': version }),
  }));
  return matches.length === 1 ? (matches[0] ?? {}) : { $or: matches };
}

/** Whether a finding with this sign is among those. */
export const isAmong = (text: string, sign: Required<ChosenSign>): boolean =>
  readSigns(text).some(
    ({ code, version }) => code === sign.code && (version === undefined || version === sign.version),
  );
