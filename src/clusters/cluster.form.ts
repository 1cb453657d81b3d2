import { z } from 'zod';
import { day, optionalDay, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { refuse } from '../shared/errors.js';
import { labelOf } from '../units/unit-names.js';
import { CLUSTER_CODE, type Cluster } from './cluster.js';

const MOST_UNITS = 40_000;

const shape = z.object({
  id: optionalText(64),
  version: version().catch(0),
  code: text(20),
  name: text(200),
  nameEnglish: optionalText(200),
  units: optionalText(MOST_UNITS),
  former: optionalText(200),
  validFrom: day(),
  validTo: optionalDay(),
});

/** The units stand one a line, as they are typed or chosen; `former` stands for all that came of a unit. */
export function readCluster(fields: Fields) {
  const { units, code: typed, ...input } = readForm(shape, fields);
  const code = typed.toLowerCase();
  if (!CLUSTER_CODE.test(code)) refuse('code', 'clusters:errors.code');
  const { validFrom, validTo } = input;
  if (validTo !== undefined && validTo < validFrom) refuse('validTo', 'clusters:errors.endsBefore');
  const names = units
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (names.length === 0 && input.former === '') refuse('units', 'clusters:errors.noUnits');
  return { ...input, code, units: names };
}
export type ClusterInput = ReturnType<typeof readCluster>;

export const fieldsOfCluster = (cluster: Cluster, printDay: (day: string) => string): Fields => ({
  id: cluster.id,
  version: String(cluster.version),
  code: cluster.code,
  name: cluster.name.vi,
  nameEnglish: cluster.name.en,
  units: cluster.units.map(labelOf).join('\n'),
  former: '',
  validFrom: printDay(cluster.validFrom),
  validTo: cluster.validTo === undefined ? '' : printDay(cluster.validTo),
});
