/**
 * Where to go after signing in: a page of ours, or the home page. Only a path that begins with one slash is ours;
 * `//host`, `/\host`, schemes, and control characters that browsers drop before reading the address are not.
 */
export function ownAddress(target: string | undefined): string {
  if (!target || target.length > 1000) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so /\t/host would leave the house
  if (!/^\/(?![/\\])/.test(target) || /[\u0000-\u001f\u007f\\]/.test(target)) return '/';
  const read = new URL(target, 'http://ours.invalid');
  return read.host === 'ours.invalid' && !read.pathname.startsWith('//') ? target : '/';
}
