export const directoryLinks = {
  bodies: () => '/enti',
  body: (bodyId: string) => `/enti/${bodyId}`,
};
