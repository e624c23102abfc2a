import type { ReactNode } from 'react';
import { useSession } from '../../state/session.tsx';

const shells = {
  electron: 'Desktop app (Electron)',
  browser: 'Browser window, served on this machine only',
} as const;

/** The reader's zone and how far it is from UTC now: “Europe/Berlin (GMT+1)”. */
const zoneText = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' }).formatToParts();
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${timeZone} (${offset})`;
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What program this is, and where it keeps things. */
export const About = () => {
  const { info } = useSession();
  return (
    <section className="card" aria-labelledby="about-heading">
      <h2 id="about-heading">About</h2>
      <dl className="facts">
        <Fact name="Version">Expert Desk {info.version}</Fact>
        <Fact name="Runs as">{shells[info.shell]}</Fact>
        <Fact name="Your time zone">{zoneText()}; all times are shown in it</Fact>
        <Fact name="Your records">
          On this machine only, in the {info.shell === 'electron' ? 'app’s' : 'browser profile’s'}{' '}
          own database. Nothing is sent anywhere.
        </Fact>
        {!info.dialogs && <Fact name="Exports go to">{info.exportsFolder}</Fact>}
        <Fact name="Licence">
          MIT. Made with React, React Aria, Dexie, Zod, Zustand, Wouter (MIT, Apache-2.0,
          Unlicense), Lucide (ISC) and Inter (OFL-1.1).
        </Fact>
      </dl>
    </section>
  );
};
