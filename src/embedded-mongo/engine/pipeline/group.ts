import type { Document } from 'bson';
import { PAUSE, type Work } from '../plan/scan.js';
import { keyOf } from '../values/keys.js';
import { compileExpression } from './expressions.js';
import type { PipelineContext } from './pipeline.js';

/**
 * `$group` under a collation: mingo knows none, so the documents are parted here, and mingo computes over one part
 * after the other. A group is named as its first document has it.
 */
export function* groupCollated(
  input: Work<Document>,
  spec: Document,
  context: PipelineContext,
  groupPlain: (input: Work<Document>, spec: Document) => Work<Document>,
): Work<Document> {
  const identify = compileExpression(spec._id, context);
  const groups = new Map<string, { id: unknown; documents: Document[] }>();
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    const id = identify(each) ?? null;
    const key = keyOf(id, context.fold).toString('latin1');
    const group = groups.get(key);
    if (group) group.documents.push(each);
    else groups.set(key, { id, documents: [each] });
  }
  for (const { id, documents } of groups.values()) {
    const part = (function* () {
      yield* documents;
    })();
    for (const each of groupPlain(part, { ...spec, _id: null }))
      yield each === PAUSE ? each : { ...each, _id: id };
  }
}
