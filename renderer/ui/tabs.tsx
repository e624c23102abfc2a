import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as Set } from 'react-aria-components';
import './tabs.css';

interface Props {
  label: string;
  tabs: readonly { id: string; title: ReactNode; content: ReactNode }[];
  selected: string;
  onSelect: (id: string) => void;
}

/** Panels behind each other; arrows move between their heads. */
export const Tabs = ({ label, tabs, selected, onSelect }: Props) => (
  <Set className="tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
    <TabList aria-label={label} className="tabs-list">
      {tabs.map(({ id, title }) => (
        <Tab key={id} id={id} className="tabs-tab">
          {title}
        </Tab>
      ))}
    </TabList>
    {tabs.map(({ id, content }) => (
      <TabPanel key={id} id={id} className="tabs-panel">
        {content}
      </TabPanel>
    ))}
  </Set>
);
