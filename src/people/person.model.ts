import { model, Schema } from 'mongoose';
import { roles, signings, type Post } from '../policies/actor.js';
import type { Event } from '../history/event.js';
import { languages, type Bilingual } from '../shared/language.js';
import { mailChoices } from './mailing.js';
import type { Person } from './person.js';

export type StoredPerson = Omit<Person, 'id'> & { _id: string; words: string[]; history?: Event[] };

const options = { _id: false, strict: 'throw' } as const;
const bilingual = new Schema<Bilingual>({ vi: { type: String, required: true }, en: String }, options);
const post = new Schema<Post>(
  {
    role: { type: String, enum: roles, required: true },
    unitId: { type: String, required: true },
    unitName: { type: bilingual, required: true },
    title: { type: bilingual, required: true },
    signs: { type: String, enum: signings },
  },
  options,
);

const schema = new Schema<StoredPerson>(
  {
    _id: String,
    version: { type: Number, required: true },
    userName: { type: String, required: true },
    name: { type: String, required: true },
    language: { type: String, enum: languages, required: true },
    passwordHash: { type: String, required: true },
    mustChangePassword: { type: Boolean, required: true },
    disabled: { type: Boolean, required: true },
    posts: { type: [post], required: true },
    createdAt: { type: Date, required: true },
    words: { type: [String], required: true },
    mail: {
      type: {
        address: { type: String, required: true },
        choice: { type: String, enum: mailChoices, required: true },
        refused: { type: { at: Date, reason: String, _id: false } },
        _id: false,
      },
    },
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, strict: 'throw', collection: 'people' },
);
schema.index({ userName: 1 }, { unique: true });
schema.index({ 'posts.unitId': 1, 'posts.role': 1 });
schema.index({ words: 1 });

export const PersonModel = model<StoredPerson>('Person', schema);
