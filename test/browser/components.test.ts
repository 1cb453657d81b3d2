import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { languages } from '../../src/shared/language.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { readLocales } from '../../src/web/translations.js';

type Template = { file: string; text: string };

async function templates(folder = 'views'): Promise<Template[]> {
  const files = await readdir(fromRoot(folder), { recursive: true });
  const read = async (file: string) => ({
    file: path.join(folder, file),
    text: await readFile(path.join(fromRoot(folder), file), 'utf8'),
  });
  return Promise.all(files.filter((file) => file.endsWith('.hbs')).map(read));
}

/** What stands in a template besides its comments. */
const withoutComments = ({ text }: Template): string => text.replace(/\{\{!--[\s\S]*?--\}\}/g, '');
const filesWith = (all: Template[], pattern: RegExp): string[] =>
  all.filter((template) => pattern.test(withoutComments(template))).map(({ file }) => file);

/** Every key of a namespace, with the endings of plurals taken off. */
function keysOf(group: unknown, prefix = ''): string[] {
  if (typeof group !== 'object' || group === null) return [prefix.replace(/_(one|other)$/, '')];
  return Object.entries(group).flatMap(([name, value]) =>
    keysOf(value, prefix === '' ? name : `${prefix}.${name}`),
  );
}

describe('the templates', () => {
  it('hold no inline style and no inline script, which the security policy would drop', async () => {
    const all = await templates();
    expect(filesWith(all, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)/i)).to.deep.equal([]);
  });

  it('leave the one h1 to the layouts', async () => {
    const pages = (await templates()).filter(({ file }) => !file.includes('layouts'));
    expect(filesWith(pages, /<h1/)).to.deep.equal([]);
  });

  it('begin every form that posts with the token against forged forms', async () => {
    // What a component prints within the tag ({{> words}}) does not end it.
    const forms =
      /<form\b(?:\{\{[^}]*\}\}|[^>{])*method="post"(?:\{\{[^}]*\}\}|[^>{])*>(?!\s*\{\{> csrf\}\})/;
    expect(filesWith(await templates(), forms)).to.deep.equal([]);
  });

  it('use only wordings that exist in both languages', async () => {
    const all = await templates();
    const used = all.flatMap(({ text }) => [...text.matchAll(/[{(]t '([\w-]+):([\w.]+)'/g)]);
    const locales = await readLocales();
    for (const language of languages) {
      const known = new Set(
        Object.entries(locales[language] ?? {}).flatMap(([feature, group]) =>
          keysOf(group).map((key) => `${feature}:${key}`),
        ),
      );
      const missing = used.map(([, feature, key]) => `${feature}:${key}`).filter((key) => !known.has(key));
      expect(missing, language).to.deep.equal([]);
    }
  });
});

describe('the components', () => {
  it('each do one job in under 30 lines and say at their top what they are fed with', async () => {
    for (const { file, text } of await templates('views/components')) {
      expect(text.split('\n').length, file).to.be.below(31);
      expect(text, file).to.match(/^\{\{!--/);
    }
  });
});
