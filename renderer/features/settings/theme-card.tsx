import { themes, useTheme, type Theme } from '../../state/theme.ts';
import { Radio, RadioGroup } from '../../ui/radio-group.tsx';

const names: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

export const ThemeCard = () => {
  const { theme, choose } = useTheme();
  return (
    <section className="card" aria-labelledby="theme-heading">
      <h2 id="theme-heading">Appearance</h2>
      <RadioGroup
        label="Theme"
        orientation="horizontal"
        value={theme}
        onChange={(value) => choose(themes.find((known) => known === value) ?? 'system')}
      >
        {themes.map((known) => (
          <Radio key={known} value={known}>
            {names[known]}
          </Radio>
        ))}
      </RadioGroup>
    </section>
  );
};
