export const accessLinks = {
  signIn: (after?: string) => (after ? `/accedi?dopo=${encodeURIComponent(after)}` : '/accedi'),
  signOut: () => '/esci',
  home: () => '/',
};
