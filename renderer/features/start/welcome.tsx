import { ArchiveRestore, FilePlus2, FileInput, Sparkles, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { pathTo } from '../../state/routes.ts';
import { SampleChoice } from './sample-choice.tsx';

interface ChoiceProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}

const Choice = ({ icon: Icon, title, text, children }: ChoiceProps) => (
  <li className="card choice">
    <Icon aria-hidden size={24} strokeWidth={1.5} />
    <h2>{title}</h2>
    <p>{text}</p>
    <div className="choice-act">{children}</div>
  </li>
);

/** The first start: four ways to begin. */
export const Welcome = () => (
  <div className="page welcome">
    <header className="page-head">
      <h1 tabIndex={-1}>Welcome to your desk</h1>
      <p className="lead">
        It keeps experts, requests and calls on this machine, and needs no network. How do you want
        to begin?
      </p>
    </header>
    <ul className="choices">
      <Choice
        icon={FileInput}
        title="Bring in the old system"
        text="Import its PostgreSQL dump (.sql). You see what would come in before anything does."
      >
        <Link className="button button-primary button-medium" href={pathTo.transfer('import')}>
          Import a dump
        </Link>
      </Choice>
      <Choice
        icon={ArchiveRestore}
        title="Restore a snapshot"
        text="Open a file (.edesk) that this desk or a colleague’s has exported."
      >
        <Link className="button button-secondary button-medium" href={pathTo.transfer('restore')}>
          Restore a snapshot
        </Link>
      </Choice>
      <Choice
        icon={Sparkles}
        title="Look around"
        text="Fill the desk with made-up records. You can start over in Settings at any time."
      >
        <SampleChoice />
      </Choice>
      <Choice
        icon={FilePlus2}
        title="Start empty"
        text="Enter your first records by hand, and import more whenever you like."
      >
        <div className="actions">
          <Link className="button button-secondary button-medium" href={pathTo.new('profiles')}>
            New profile
          </Link>
          <Link
            className="button button-secondary button-medium"
            href={pathTo.new('expert_requests')}
          >
            New request
          </Link>
        </div>
      </Choice>
    </ul>
    <p className="quiet">Or drop a file anywhere on this window.</p>
  </div>
);
