import { UsageError, run } from './support/run.js';
import { copy } from './store/copy.js';
import { serve } from './store/serve.js';
import { verify } from './store/verify.js';

// npm run store -- serve | verify | copy: the database by itself, without the product.
const commands = { serve, verify, copy };

const USAGE = `usage: npm run store -- serve --data DIR [--port 27117]
       npm run store -- verify [--data DIR]
       npm run store -- copy --from URI|DIR --to URI|DIR [--force]`;

const [name = '', ...words] = process.argv.slice(2);

await run(
  async (undo) => {
    if (!Object.hasOwn(commands, name)) throw new UsageError(USAGE);
    return commands[name as keyof typeof commands](words, undo);
  },
  // A signal is how serving is meant to end.
  name === 'serve' ? 0 : 130,
);
