import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { CollationTable } from './collation-table.js';
import { foldWith } from './collation-keys.js';
import { isDocument, numberOf, textOf } from './documents.js';
import type { Fold } from './keys.js';

/** The languages in which every letter is one character, so that their order can be taken from ICU exactly. */
const LOCALES = new Set(
  'bg de el en en_US es et fi fr id it lv ms nl pl pt ro ru sl sv tr uk vi'.split(' '), // prettier-ignore
);
/** The version that MongoDB names and asks for. The order itself is that of the ICU within Node.js. */
const VERSION = '57.1';
/** Index keys made by another ICU, or by another edition of these files, are made again. */
export const COLLATION_KEYS = `${process.versions.icu}/${process.versions.unicode}/1`;

/** What each option may be, its default first. What else MongoDB knows is refused. */
const OPTIONS: Record<string, readonly unknown[]> = {
  caseLevel: [false],
  caseFirst: ['off'],
  strength: [3, 1, 2],
  numericOrdering: [false, true],
  alternate: ['non-ignorable'],
  maxVariable: ['punct', 'space'],
  normalization: [false, true],
  backwards: [false],
  version: [VERSION],
};

/** A collation with all its options, as MongoDB shows it; undefined for the simple one, which compares bytes. */
export function parseCollation(given: unknown): Document | undefined {
  if (given === undefined) return undefined;
  if (!isDocument(given))
    throw new ServerError('TypeMismatch', "BSON field 'collation' is the wrong type, expected type 'object'");
  const { locale, ...options } = given as { locale?: unknown } & Document;
  if (typeof locale !== 'string')
    throw new ServerError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === 'simple') {
    if (Object.keys(options).length === 0) return undefined;
    throw new ServerError('FailedToParse', "The simple collation takes no option but 'locale'");
  }
  if (!LOCALES.has(locale)) {
    throw new ServerError(
      'NotImplemented',
      `Collations of locale '${locale}' are not supported by this store`,
    );
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined)
    throw new ServerError(40415, `BSON field 'collation.${unknown}' is an unknown field.`);
  const known = Object.entries(OPTIONS).map(([name, allowed]) => [
    name,
    optionOf(name, options[name], allowed),
  ]);
  return { locale, ...(Object.fromEntries(known) as Document) };
}

function optionOf(name: string, given: unknown, allowed: readonly unknown[]): unknown {
  if (given === undefined) return allowed[0];
  const value = numberOf(given) ?? given;
  if (allowed.includes(value)) return value;
  throw new ServerError(
    'NotImplemented',
    `Collations with ${name}: ${textOf(value)} are not supported by this store`,
  );
}

const tables = new Map<string, CollationTable>();
const folds = new Map<string, Fold>();

/** The keys of texts under a checked collation. One collation has one function: they may be compared. */
export function foldOf(collation: Document | undefined): Fold {
  if (!collation) return undefined;
  const { locale, strength, numericOrdering } = collation as { locale: string } & Parameters<
    typeof foldWith
  >[1];
  const name = `${locale}/${strength}/${numericOrdering}`;
  if (!folds.has(name)) folds.set(name, lazily(locale, { strength, numericOrdering }));
  return folds.get(name);
}

// A language's table takes some 100 milliseconds: it is made when the first text is compared.
function lazily(locale: string, options: Parameters<typeof foldWith>[1]): NonNullable<Fold> {
  let fold: Fold;
  return (text) => {
    if (!fold) {
      if (!tables.has(locale)) tables.set(locale, new CollationTable(locale.replace('_', '-')));
      fold = foldWith(tables.get(locale)!, options);
    }
    return fold(text);
  };
}
