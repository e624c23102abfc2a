import { About } from './about.tsx';
import { DeskNameCard } from './desk-name.tsx';
import { StartOver } from './start-over.tsx';
import { ThemeCard } from './theme-card.tsx';

/** What this desk is called and how it looks; what it is made of; starting over. */
export const SettingsScreen = () => (
  <div className="page">
    <header className="page-head">
      <h1 tabIndex={-1}>Settings</h1>
    </header>
    <ThemeCard />
    <DeskNameCard />
    <About />
    <StartOver />
  </div>
);
