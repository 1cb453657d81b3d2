import mongoose from 'mongoose';

/** Puts a finding out of the reach of this office: that of another authority, or of a sealed visit. */
export async function hideFinding(id: string, sealed = false): Promise<void> {
  const findings = mongoose.connection.collection<{ _id: string }>('findings');
  await findings.updateOne({ _id: id }, { $set: { readers: [sealed ? 'person:nobody' : 'area:elsewhere'] } });
}
