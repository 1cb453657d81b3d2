import type { Document } from 'bson';
import { find, prepare } from '../engine/find.js';
import type { PipelineContext } from '../engine/pipeline/pipeline.js';
import { PAUSE, type Work } from '../engine/plan/scan.js';
import { decodePlain } from '../engine/values/documents.js';
import type { Request } from './request.js';

/** What a pipeline of this request can reach. */
export function pipelineContext(request: Request, fold = request.foldFor()): PipelineContext {
  const { catalog, reader, evaluation, database } = request;
  const collectionOf = (name: string) => catalog.find(`${database}.${name}`);
  return {
    ...evaluation,
    fold,
    *read(name, filter: Document): Work<Document> {
      const collection = collectionOf(name);
      if (!collection) return;
      for (const each of find(reader, collection, prepare({ filter, fold }, evaluation))) {
        yield each === PAUSE ? each : decodePlain(each.bytes);
      }
    },
    isIndexed(name, field) {
      const collection = collectionOf(name);
      return (
        collection?.indexes.some(
          (index) => !index.partial && index.fold === fold && Object.keys(index.key)[0] === field,
        ) === true
      );
    },
  };
}
