/* How setup.mjs asks npm for the modules, and what it says when npm fails. Plain JavaScript for any Node from 20 on. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What npm says when it fails, and what it means to who reads. */
const failures = (root) => [
  [/ENOSPC/, 'Lo spazio su disco è finito: servono circa 600 MB liberi. Liberare spazio e riprovare.'],
  [
    /EROFS|EACCES|EPERM/,
    `Non è permesso scrivere in ${root}: controllare proprietario e permessi della cartella.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'Il registro di npm non risponde: controllare la rete (o il proxy: npm config set proxy …) e riprovare.',
  ],
  [
    /CERT|SSL|self.signed/i,
    'Il certificato del registro di npm non è riconosciuto: indicare quello del proprio proxy in NODE_EXTRA_CA_CERTS.',
  ],
  [
    /EINTEGRITY/,
    'Un pacchetto scaricato non è quello atteso: vuotare la cache con «npm cache clean --force» e riprovare.',
  ],
  [/EBADPLATFORM/, `Un pacchetto non esiste per ${process.platform} ${process.arch}.`],
  [/EUSAGE/, 'package.json e package-lock.json non concordano: eseguire «npm install» e riprovare.'],
  [/E40[1-4]/, 'Il registro di npm rifiuta o non trova un pacchetto: controllare «npm config get registry».'],
];

/** Runs npm in `root`, the same that runs us when there is one; answers its exit code and what it said. */
export function npm(root, options) {
  const cli = process.env.npm_execpath;
  const byNode = cli && basename(cli).startsWith('npm') && existsSync(cli);
  const [command, words] = byNode ? [process.execPath, [cli, ...options]] : ['npm', options];
  return new Promise((resolve) => {
    // npm puts node_modules/.bin first on the path and then empties it: the Node that runs now must be found anyway.
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
    const child = spawn(command, words, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        output += piece;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The reason of a failure of npm in plain words, and its last lines. */
export function explain(root, output) {
  const last = output
    .trim()
    .split('\n')
    .slice(-12)
    .map((line) => `  ${line}`)
    .join('\n');
  const reason =
    failures(root).find(([pattern]) => pattern.test(output))?.[1] ??
    "L'installazione delle dipendenze non è riuscita.";
  return `${reason}\n\nnpm ha risposto:\n${last}`;
}
