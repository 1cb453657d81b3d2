import type { Form, Reply } from './agent.js';

/** The confirmation that a look at a file offers. */
export function takeForm({ html }: Reply): Form | undefined {
  const part = /<form[^>]*action="[^"]*\/taking"[\s\S]*?<\/form>/.exec(html)?.[0];
  if (part === undefined) return undefined;
  const fields = [...part.matchAll(/type="hidden" name="([a-zA-Z]\w*)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name ?? '', value ?? '']));
}
