import { enableCompileCache } from 'node:module';
import { CommanderError } from 'commander';
import { commands } from './terminal/commands.ts';
import { inItalian } from './terminal/italian.ts';

/* The terminal: `npm run broletto -- <comando>`, or `node bin/broletto.ts <comando>`. */

// The second command of a day starts in a fraction of the first one's time.
enableCompileCache();
try {
  await inItalian(commands()).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { explain } = await import('./terminal/exit.ts');
    const { sentence, code } = explain(error);
    console.error(sentence);
    process.exitCode = code;
  }
}
