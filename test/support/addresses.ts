import type { Express, Router } from 'express';
import { createApp } from '../../src/app.js';
import type { Office } from './office.js';

type Layer = {
  route?: { path: string | string[]; methods?: Record<string, boolean> };
  handle?: Partial<Router>;
};
type Stacked = { stack?: Layer[] };

function pathsIn({ stack }: Stacked, method: string): string[] {
  return (stack ?? []).flatMap(({ route, handle }) => {
    if (route === undefined) return pathsIn((handle ?? {}) as Stacked, method);
    return route.methods?.[method] === true ? [route.path].flat() : [];
  });
}

/** Every path that the product answers to this method, as its routes write it: `/inspections/:id`. */
export async function routesOf(office: Office, method: 'get' | 'post'): Promise<string[]> {
  const app: Express = await createApp(office.services, office.product.config);
  return pathsIn(app.router as unknown as Stacked, method);
}

/** Fills a route's parts in, in every way that the values allow. A part without values leaves the route out. */
export function fill(route: string, values: Record<string, string[]>): string[] {
  const part = /:(\w+)/.exec(route);
  if (part === null) return [route];
  return (values[part[1] ?? ''] ?? []).flatMap((value) => fill(route.replace(part[0], value), values));
}
