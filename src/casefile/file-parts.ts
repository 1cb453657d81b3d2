import type { Place } from '../custody/places.queries.js';
import { presentPlace } from '../custody/custody.presenter.js';
import { isPicture } from '../evidence/picture-types.js';
import { postOf } from '../policies/actor.js';
import type { Services } from '../services.js';
import type { Day } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import { copyPath, originalPath, type Decision, type ManifestEntry } from './case-file.js';
import type { Part } from './gather.js';

type Making = {
  services: Services;
  visit: Visit;
  /** By which decisions files were disposed of, by their ids. */
  decisions: Map<string, Decision>;
};
type Said = Pick<ManifestEntry, 'takenAt' | 'effectiveOn' | 'masks'>;

/** What the camera and people say of a file, as far as they say anything. */
async function saidOf({ pictures, fileNotes }: Services, { file }: Place): Promise<Said> {
  const [note, picture] = await Promise.all([
    fileNotes.of(file.id),
    isPicture(file.type) ? pictures.known(file) : undefined,
  ]);
  const takenAt = note.takenAt ?? picture?.camera?.takenAt;
  const effectiveOn: Day | undefined = note.effectiveOn;
  return {
    ...(takenAt === undefined ? {} : { takenAt: takenAt.toISOString() }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(note.boxes.length === 0 ? {} : { masks: note.boxes.length }),
  };
}

/** A file as it came; of one that was disposed of, only what it was. `index` counts from 1. */
export async function originalPart(
  { services, visit, decisions }: Making,
  place: Place,
  index: number,
): Promise<Part> {
  const { file } = place;
  const disposed = decisions.get(file.id);
  const content = async () => {
    await services.opening.assertOpen(file);
    return services.files.read(file.id);
  };
  return {
    path: originalPath(index, place.label, file.name),
    kind: 'original',
    id: file.id,
    recorded: file.sha256,
    name: file.name,
    caption: file.caption,
    place: presentPlace(place, visit.t).text,
    by: `${file.by.name}, ${postOf(file.by, visit.language)}`,
    receivedAt: new Date(file.receivedAt).toISOString(),
    ...(await saidOf(services, place)),
    ...(file.withdrawn === undefined ? {} : { withdrawn: file.withdrawn.reason }),
    ...(disposed === undefined ? { content } : { disposed }),
  };
}

/** What people see of a picture: without the camera's data, and masked. None of what was taken back or may not be opened. */
export async function copyPart({ services, visit }: Making, place: Place, index: number): Promise<Part[]> {
  const { file } = place;
  if (!isPicture(file.type) || file.withdrawn !== undefined) return [];
  if ((await services.opening.stateOf(file)) !== 'clean') return [];
  const copy = await services.pictures.copy(file, 'large');
  if (copy === undefined) return [];
  return [
    {
      path: copyPath(index, place.label, file.name),
      kind: 'copy',
      copyOf: file.id,
      name: file.name,
      caption: file.caption,
      place: presentPlace(place, visit.t).text,
      content: () => copy.data,
    },
  ];
}
