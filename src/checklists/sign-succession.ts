import { byCode, signsIn, type CatalogueRecord, type Sign, type SignReference } from './sign-catalogue.js';

/** What a sign of the version before is called from here on; '' when the appendix names it no longer. */
export type Successor = { code: string; to: string };

/** What following a sign through the versions needs of each. */
export type Edition = Pick<CatalogueRecord, 'number' | 'groups' | 'succession'>;
type Place = Pick<SignReference, 'code' | 'version'>;

/** The sign of the same words, by its own code if it still has it; where none has them, that of the same code. */
function likeliest({ code, text }: Sign, among: readonly Sign[]): string {
  const sameWords = among.filter((sign) => sign.text.vi === text.vi);
  const sameCode = (signs: readonly Sign[]) => signs.find((sign) => sign.code === code);
  return (sameCode(sameWords) ?? sameWords[0] ?? sameCode(among))?.code ?? '';
}

/** What became of each sign of the version before. Until somebody has said it, the same words are the same sign. */
export function successionOf(edition: Edition, before: Edition): Successor[] {
  const said = new Map((edition.succession ?? []).map(({ code, to }) => [code, to]));
  const among = signsIn(edition.groups);
  return signsIn(before.groups).map((sign) => ({
    code: sign.code,
    to: said.get(sign.code) ?? likeliest(sign, among),
  }));
}

/** Back by one version: of several that became one, the one of the same code; else none can be named. */
function predecessorOf(code: string, edition: Edition, before: Edition): string | undefined {
  const from = successionOf(edition, before).filter(({ to }) => to === code);
  return (from.find((one) => one.code === code) ?? (from.length === 1 ? from[0] : undefined))?.code;
}

/** The code by which a sign is known in another version; undefined when that version has no such sign. */
export function codeIn(
  editions: readonly Edition[],
  { code, version }: Place,
  at: number,
): string | undefined {
  const edition = (number: number) => editions.find((one) => one.number === number);
  let now: string | undefined = code;
  for (let number = version; number !== at && now !== undefined; number += number < at ? 1 : -1) {
    const [here, next] = [edition(number), edition(number < at ? number + 1 : number - 1)];
    if (here === undefined || next === undefined) continue;
    now =
      number < at
        ? successionOf(next, here).find((one) => one.code === now)?.to || undefined
        : predecessorOf(now, here, next);
  }
  return now;
}

/** Every sign of every version, in the order of its code. */
export const everyPlace = (editions: readonly Edition[]): (Sign & { version: number })[] =>
  editions
    .flatMap(({ number, groups }) => signsIn(groups).map((sign) => ({ ...sign, version: number })))
    .sort((a, b) => byCode(a, b) || a.version - b.version);
