import { authorOf, type Author, type Post } from '../policies/actor.js';
import { NotFound, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Bilingual, Language } from '../shared/language.js';
import type { SetupInput } from './setup.form.js';
import type { SetupRepository } from './setup.repository.js';
import { administratorTitle, type CityFacts, type UnitSet } from './setup.js';

export type SetupDeps = {
  claims: SetupRepository;
  anybody: () => Promise<boolean>;
  addFirst: (input: {
    id: string;
    userName: string;
    name: string;
    language: Language;
    password: string;
    post: Post;
  }) => Promise<void>;
  /** What the form offers at first. */
  facts: CityFacts;
  /** Leaves settings that are there already. */
  saveSettings: (facts: CityFacts & { cityUnitId: string }, by: Author) => Promise<unknown>;
  /** Fills the units, or leaves those that are there already; answers with the city. */
  loadUnits: (set: UnitSet, cityName: Bilingual, by: Author) => Promise<{ cityId: string }>;
};

/** The first visit of an empty installation. */
export function setupService(deps: SetupDeps) {
  const { claims, anybody } = deps;
  const isNeeded = async (): Promise<boolean> => !(await anybody());

  async function build({ city, directive, units, administrator }: SetupInput): Promise<void> {
    const id = newId();
    const post: Post = { role: 'administrator', unitId: '', unitName: city, title: administratorTitle };
    const by = authorOf({ personId: id, name: administrator.name, post });
    const { cityId } = await deps.loadUnits(units, city, by);
    await deps.saveSettings({ city, directive, cityUnitId: cityId }, by);
    // Last: an installation with a person is one that has been set up.
    await deps.addFirst({ id, ...administrator, post: { ...post, unitId: cityId } });
  }

  return {
    isNeeded,
    facts: deps.facts,

    /** Throws `NotFound` once the installation has been set up. */
    async assertNeeded(): Promise<void> {
      if (!(await isNeeded())) throw new NotFound('the installation has been set up');
    },

    /** Sets the installation up, once: of two at the same moment one is refused. A failure leaves it to be tried again. */
    async run(input: SetupInput, now: Date): Promise<void> {
      if (!(await claims.claim(now))) {
        if (await anybody()) throw new NotFound('the installation has been set up');
        refuse('main', 'setup:running');
      }
      if (await anybody()) throw new NotFound('the installation has been set up');
      try {
        await build(input);
      } catch (error) {
        await claims.release();
        throw error;
      }
    },
  };
}
