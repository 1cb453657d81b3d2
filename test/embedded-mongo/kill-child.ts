import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';

// The process that the kill test kills: the store in the folder it is given, for as long as its parent lives.
process.on('disconnect', () => process.exit());
const { uri } = await startEmbeddedMongo({ folder: process.argv[2]! });
process.send!(uri);
