import type { Express, Request, Response } from 'express';
import { create } from 'express-handlebars';
import type { Language, Translate } from '../shared/language.js';
import { fromRoot } from '../shared/project-root.js';
import type { Page } from './visit.js';

type HelperOptions = { hash: Record<string, unknown>; data: { root: { frame: { language: Language } } } };

/** Sets up Handlebars: strict (a missing key fails), `{{t 'feature:key' name=value}}`, every view usable as a partial. */
export function setUpViews(app: Express, translate: (language: Language) => Translate): void {
  const folder = fromRoot('views');
  const engine = create({
    extname: '.hbs',
    defaultLayout: 'main',
    layoutsDir: fromRoot('views/layouts'),
    partialsDir: [fromRoot('views/components'), folder],
    // preventIndent: an indented partial would put spaces into what stands in a text area.
    compilerOptions: { strict: true, preventIndent: true },
    helpers: {
      t: (key: string, { hash, data }: HelperOptions) =>
        translate(data.root.frame.language)(key, Object.keys(hash).length === 0 ? undefined : hash),
    },
  });
  // The engine would gather all partials anew for every page: half a millisecond of each.
  const partials = engine.getPartials({ cache: true });
  engine.getPartials = () => partials;
  app.engine('hbs', engine.engine);
  app.set('views', folder);
  app.set('view engine', 'hbs');
  app.enable('view cache');
}

/** Prints a page inside its frame. `layout: 'plain'` in the page takes the layout without navigation. */
export async function printPage(req: Request, res: Response, view: string, page: Page): Promise<string> {
  const frame = await req.visitor.frame();
  return new Promise((resolve, reject) => {
    res.render(view, { ...page, frame }, (error: Error | null, html?: string) =>
      error === null && html !== undefined ? resolve(html) : reject(error ?? new Error(`${view} is empty`)),
    );
  });
}
