import { Schema, model } from 'mongoose';
import { parties } from './measures.js';
import { basisStatuses } from './settings.js';
import { bilingual, text } from '../database/schema-parts.js';

const line = { type: String, default: '' } as const;
const count = { type: Number, required: true } as const;

const schema = new Schema(
  {
    _id: text,
    version: count,
    city: bilingual,
    cityUnitId: line,
    directive: {
      type: { number: line, on: text, body: bilingual, title: bilingual, _id: false },
      required: true,
    },
    letterhead: {
      type: {
        superior: bilingual,
        issuer: bilingual,
        place: bilingual,
        signer: { type: { authority: bilingual, post: bilingual, _id: false }, required: true },
        _id: false,
      },
      required: true,
    },
    signers: [{ validFrom: text, authority: bilingual, post: bilingual, name: text, _id: false }],
    terms: [
      {
        validFrom: text,
        workingDays: { type: { minor: count, moderate: count, serious: count, _id: false }, required: true },
        _id: false,
      },
    ],
    dueSoon: count,
    legalBases: [
      {
        id: text,
        text,
        validFrom: String,
        validTo: String,
        status: { ...text, enum: basisStatuses },
        _id: false,
      },
    ],
    measures: {
      type: [
        {
          id: text,
          party: { ...text, enum: parties },
          text: bilingual,
          legalBasis: line,
          validFrom: String,
          validTo: String,
          provisional: { type: Boolean, required: true },
          _id: false,
        },
      ],
      default: undefined,
    },
    limits: {
      type: [{ group: text, validFrom: text, values: Schema.Types.Mixed, _id: false }],
      default: undefined,
    },
    quotas: {
      type: [{ unitId: text, unit: text, validFrom: text, gigabytes: count, _id: false }],
      default: undefined,
    },
    reportTemplates: { type: [Schema.Types.Mixed], default: undefined },
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'settings' },
);

export const SettingsModel = model('Settings', schema);
