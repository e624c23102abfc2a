// Says in plain words what is missing, before anything newer is loaded. Keep this file in old syntax.
const needed = [20, 19];

/** @param {string} version Such as `20.19.0`. */
export const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (
    major > /** @type {number} */ (needed[0]) ||
    (major === needed[0] && minor >= /** @type {number} */ (needed[1]))
  );
};

export const needNode = () => {
  if (isNewEnough(process.versions.node)) return;
  console.error(
    `Expert Desk needs Node ${needed.join('.')} or later; this is Node ${process.versions.node}. Get a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
};
