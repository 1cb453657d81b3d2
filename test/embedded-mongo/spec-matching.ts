import { expect } from 'chai';
import { BSON, type Document } from 'mongodb';

// The matching rules of the unified test format: numbers compare by value, only documents at the root may have more.

const TYPES: Record<string, (value: unknown) => boolean> = {
  object: (value) => isPlain(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  objectId: (value) => value instanceof BSON.ObjectId,
  date: (value) => value instanceof Date,
  bool: (value) => typeof value === 'boolean',
  int: (value) => Number.isInteger(Number(value)),
  long: (value) => Number.isInteger(Number(value)),
  double: (value) => !Number.isNaN(Number(value)),
};

/** Does a result match what a specification expects? Throws where it does not. */
export function match(
  expected: unknown,
  actual: unknown,
  entities: Map<string, unknown>,
  path = '',
  root = true,
): void {
  if (Array.isArray(expected)) {
    expect(actual, path).to.be.an('array').with.length(expected.length);
    expected.forEach((each, i) => {
      match(each, (actual as unknown[])[i], entities, `${path}[${i}]`, root);
    });
  } else if (!isPlain(expected)) {
    expect(normal(actual), path).to.deep.equal(normal(expected));
  } else if (Object.keys(expected)[0]?.startsWith('$$')) {
    matchSpecial(expected, actual, entities, path, root);
  } else matchDocument(expected, actual, entities, path, root);
}

function matchDocument(
  expected: Document,
  actual: unknown,
  entities: Map<string, unknown>,
  path: string,
  root: boolean,
): void {
  expect(isPlain(actual), `${path} is a document`).to.equal(true);
  const document = actual as Document;
  for (const [name, value] of Object.entries(expected)) {
    const place = `${path}.${name}`;
    if (isPlain(value) && '$$exists' in value) expect(name in document, place).to.equal(value.$$exists);
    else match(value, document[name], entities, place, false);
  }
  if (root) return;
  const more = Object.keys(document).filter((name) => !(name in expected) && document[name] !== undefined);
  expect(more, `${path} has no more fields`).to.deep.equal([]);
}

function matchSpecial(
  expected: Document,
  actual: unknown,
  entities: Map<string, unknown>,
  path: string,
  root: boolean,
): void {
  const [name, argument] = Object.entries(expected)[0] as [string, unknown];
  if (name === '$$unsetOrMatches') {
    if (actual !== undefined && actual !== null) match(argument, actual, entities, path, root);
  } else if (name === '$$type') {
    const types = [argument].flat() as string[];
    expect(
      types.some((type) => TYPES[type]?.(actual)),
      `${path} is ${types.join(' or ')}`,
    ).to.equal(true);
  } else if (name === '$$matchesEntity')
    match(entities.get(argument as string), actual, entities, path, root);
  else if (name === '$$matchesHexBytes')
    expect((actual as Buffer).toString('hex'), path).to.equal(String(argument).toLowerCase());
  else throw new Error(`The runner does not know ${name}`);
}

function normal(value: unknown): unknown {
  const text = BSON.EJSON.stringify({ value }, { relaxed: true });
  return (JSON.parse(text) as Document).value as unknown;
}

function isPlain(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return (
    !(value instanceof Date) &&
    !('_bsontype' in value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof RegExp)
  );
}
