import axe from 'axe-core';

/** What axe finds wrong inside an element, in words; none means nothing, contrast included. */
export const violationsIn = async (element: Element): Promise<string[]> => {
  const { violations } = await axe.run(element, {
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary}`),
  );
};
