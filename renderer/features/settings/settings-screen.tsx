import { About } from './about.tsx';
import { DeskNameCard } from './desk-name.tsx';
import { RemindersCard } from './reminders-card.tsx';
import { StartOver } from './start-over.tsx';
import { ThemeCard } from './theme-card.tsx';

/** How this desk looks, what it reminds of and what it is called; what it is made of; starting over. */
export const SettingsScreen = () => (
  <div className="page">
    <header className="page-head">
      <h1 tabIndex={-1}>Settings</h1>
    </header>
    <ThemeCard />
    <RemindersCard />
    <DeskNameCard />
    <About />
    <StartOver />
  </div>
);
