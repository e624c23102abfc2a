import { dirname, join, relative } from 'node:path';
import { layerProblem, mayUseElectron } from './layers.mjs';

/**
 * The layering rule: reports every import that points the wrong way (see layers.mjs).
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    const from = relative(context.cwd, context.filename).replaceAll('\\', '/');
    /** @param {any} node */
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string') return;
      const path = name.split('?')[0] ?? name;
      if (path === 'electron' && !mayUseElectron(from))
        context.report({
          node,
          message: 'Only main.ts, preload.ts and window/ may import electron.',
        });
      const to = path.startsWith('#')
        ? path.slice(1)
        : path.startsWith('.')
          ? join(dirname(from), path).replaceAll('\\', '/')
          : null;
      const problem = to === null ? null : layerProblem(from, to);
      if (problem !== null) context.report({ node, message: problem });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
