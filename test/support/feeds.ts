import type { Agent, Form } from './agent.js';
import { versionOn } from './cases.js';

/** Makes the person's feed through its page; gives back its path. */
export async function makeFeed(agent: Agent, more: Form = {}): Promise<string> {
  const version = versionOn(await agent.get('/schedule/feed'));
  const made = await agent.post('/schedule/feed', { version, view: 'mine', show: 'all', ...more });
  const path = /<code>https?:\/\/[^/]+(\/feeds\/[\w-]{43}\.ics)<\/code>/.exec(made.html)?.[1];
  if (path === undefined) throw new Error(`no feed was made: ${made.status} ${made.text.slice(0, 300)}`);
  return path;
}
