import axe from 'axe-core';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const isEnding = (animation: Animation): boolean =>
  animation.playState === 'running' && animation.effect?.getComputedTiming().endTime !== Infinity;

/** Resolves when nothing fades in or out any more: half-drawn text has little contrast. */
const still = async (): Promise<void> => {
  await frame();
  await frame();
  const moving = document.getAnimations().filter(isEnding);
  if (moving.length === 0) return;
  await Promise.allSettled(moving.map(({ finished }) => finished));
  return still();
};

/** What axe finds wrong inside an element, in words; none means nothing, contrast included. */
export const violationsIn = async (element: Element): Promise<string[]> => {
  await still();
  const { violations } = await axe.run(element, {
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary}`),
  );
};
