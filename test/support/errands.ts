import type { Agent, Reply } from './agent.js';

/** Waits until the work that an answer leads to is over, as a person would who looks again; gives back its page. */
export async function errandOf(agent: Agent, { location, status, text }: Reply): Promise<Reply> {
  if (location?.startsWith('/errands/') !== true)
    throw new Error(`no errand: ${status} ${text.slice(0, 500)}`);
  for (let look = 0; look < 400; look += 1) {
    const told = (await (await agent.fetch(`${location}/progress`)).json()) as { over: boolean };
    if (told.over) return agent.get(location);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the errand ${location} takes too long`);
}
