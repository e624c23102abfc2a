import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { numberedName } from '../../db/short-code.ts';
import { pathTo } from '../../state/routes.ts';
import { momentInWords } from '../../ui/moments.ts';
import type { RequestFile } from './records.ts';

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Text = ({ label, text }: { label: string; text: string | null | undefined }) =>
  text ? (
    <Fact label={label}>
      <span className="brief-text">{text}</span>
    </Fact>
  ) : null;

interface PointedProps {
  table: 'users' | 'projects';
  id: number | null | undefined;
  title: string | null;
}

/** A record that the request points to, if it does. */
const Pointed = ({ table, id, title }: PointedProps) =>
  id === null || id === undefined ? (
    <span className="quiet">none named</span>
  ) : (
    <Link href={pathTo.record(table, id)}>{title ?? numberedName(table, id)}</Link>
  );

const Focus = ({ areas }: { areas: readonly string[] }) =>
  areas.length === 0 ? null : (
    <Fact label="Focus areas">
      <ul className="brief-list">
        {areas.map((area, at) => (
          <li key={at}>{area}</li>
        ))}
      </ul>
    </Fact>
  );

/** What the client wants, in short; written on the record (REQ2). */
export const BriefCard = ({ file }: { file: RequestFile }) => {
  const { request, clientName, project } = file;
  const scoped = request.time_done_scoping_call ?? null;
  return (
    <section className="card brief-card" aria-labelledby="request-brief">
      <header className="request-card-head">
        <h2 id="request-brief">Brief</h2>
        <Link
          className="quiet-link"
          aria-label="Edit the brief"
          href={pathTo.record('expert_requests', request.id)}
        >
          Edit
        </Link>
      </header>
      <dl className="facts">
        <Fact label="Client">
          <Pointed table="users" id={request.person} title={clientName} />
        </Fact>
        <Fact label="Project">
          <Pointed table="projects" id={request.project} title={project} />
        </Fact>
        <Text label="Disclosure" text={request.disclosure} />
        <Text label="Description" text={request.description} />
        <Focus areas={request.focus_areas ?? []} />
        <Text label="Pursue" text={request.pursue_these} />
        <Text label="Avoid" text={request.avoid_these} />
        <Fact label="Scoping call">
          {scoped === null ? <span className="quiet">not held yet</span> : momentInWords(scoped)}
        </Fact>
        <Text label="Closed because" text={request.close_reason} />
      </dl>
    </section>
  );
};
