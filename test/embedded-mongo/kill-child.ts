import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';

// A process for tests that end it, or take something away from it: the store in the folder it is given, for as long as
// its parent lives. With a user id it becomes that user first.
process.on('disconnect', () => process.exit());
const [folder, user] = process.argv.slice(2);
if (user !== undefined) process.setuid!(Number(user));
process.send!(await startEmbeddedMongo({ folder: folder! }).then(({ uri }) => uri, String));
