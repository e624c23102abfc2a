/** The version of package.json; a test holds them together. */
export const appVersion = '0.4.0';
