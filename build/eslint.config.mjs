import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import layersRule from './lint/layers-rule.mjs';

const rooms = ['shared', 'electron', 'renderer', 'tests', 'scripts'];

export default tseslint.config(
  { ignores: ['**/node_modules', 'build/out', 'build/release', 'tests/fixtures'] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: rooms.map((room) => `build/tsconfig.${room}.json`),
        tsconfigRootDir: process.cwd(),
      },
    },
    plugins: { desk: { rules: { layers: layersRule } } },
    rules: {
      'desk/layers': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'] ?? reactHooks.configs.flat.recommended],
  },
  {
    files: ['**/*.mjs', 'build/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
