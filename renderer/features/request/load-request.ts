import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import {
  factsOf,
  type Call,
  type CallFile,
  type Candidate,
  type CandidateFile,
  type Conference,
  type Profile,
  type Request,
  type RequestFile,
  type Review,
  type Transcript,
  type User,
} from './records.ts';

/** Candidates and calls of a request read at most; the board and the tables show all of them. */
const most = 500;

/** The tables whose records the page shows. */
export const requestTables: readonly TableName[] = [
  'expert_requests',
  'expert_request_candidates',
  'consultations',
  'profiles',
  'users',
  'projects',
  'conferences',
  'consultation_reviews',
  'transcription_orders',
];

/** Records of a table by number; what is missing is left out. */
const byId = async <T extends { id: number }>(
  desk: Desk,
  table: TableName,
  ids: readonly (number | null | undefined)[],
): Promise<ReadonlyMap<number, T>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  const rows = wanted.length === 0 ? [] : await desk.getMany(table, wanted);
  const found = rows.filter((row): row is Row => row !== null);
  return new Map(found.map((row) => [row.id, factsOf<T>(row)]));
};

const at = <T>(records: ReadonlyMap<number, T>, id: number | null | undefined): T | null =>
  id === null || id === undefined ? null : (records.get(id) ?? null);

/** The same, but for what lies in the trash. */
const atIfKept = <T extends { deleted?: boolean | null }>(
  records: ReadonlyMap<number, T>,
  id: number | null | undefined,
): T | null => {
  const found = at(records, id);
  return found?.deleted === true ? null : found;
};

const fullName = (profile: Profile | null): string =>
  [profile?.first_name, profile?.last_name].filter((part) => part).join(' ');

/** The user behind a profile: the one that was there first. */
export const userOf = async (desk: Desk, profile: number): Promise<User | null> => {
  const { rows } = await desk.related('users', 'profile_id', profile, 20);
  const [first] = rows.toSorted((a, b) => a.id - b.id);
  return first === undefined ? null : factsOf<User>(first);
};

const candidatesOf = async (
  desk: Desk,
  request: number,
): Promise<{ files: CandidateFile[]; more: boolean }> => {
  const { rows, more } = await desk.related(
    'expert_request_candidates',
    'request_id',
    request,
    most,
  );
  const candidates = rows.map((row) => factsOf<Candidate>(row));
  const profiles = await byId<Profile>(
    desk,
    'profiles',
    candidates.map(({ profile_id }) => profile_id),
  );
  const titles = await desk.titles(
    candidates.map(({ id }) => ({ table: 'expert_request_candidates' as const, id })),
  );
  const files = candidates.map((candidate, i) => {
    const profile = at(profiles, candidate.profile_id);
    return {
      candidate,
      profile,
      user: null,
      name: fullName(profile) || (titles[i] ?? `Candidate ${candidate.id}`),
    };
  });
  return { files, more };
};

const reviewsOf = async (desk: Desk, call: number): Promise<Review[]> => {
  const { rows } = await desk.related('consultation_reviews', 'consultation_id', call, 20);
  return rows.map((row) => factsOf<Review>(row));
};

const callsOf = async (
  desk: Desk,
  request: number,
  candidates: readonly CandidateFile[],
): Promise<{ files: CallFile[]; more: boolean }> => {
  const { rows, more } = await desk.related('consultations', 'request', request, most);
  const calls = rows.map((row) => factsOf<Call>(row));
  const [experts, bridges, transcripts] = await Promise.all([
    byId<User>(
      desk,
      'users',
      calls.map(({ expert }) => expert),
    ),
    byId<Conference>(
      desk,
      'conferences',
      calls.map(({ conference }) => conference),
    ),
    byId<Transcript>(
      desk,
      'transcription_orders',
      calls.map(({ transcription_order }) => transcription_order),
    ),
  ]);
  const profiles = await byId<Profile>(
    desk,
    'profiles',
    [...experts.values()].map(({ profile_id }) => profile_id),
  );
  const files = calls.map(async (call): Promise<CallFile> => {
    const expert = at(experts, call.expert);
    const profile = at(profiles, expert?.profile_id);
    const candidate =
      candidates.find((file) => profile !== null && file.profile?.id === profile.id) ?? null;
    return {
      call,
      expert,
      profile,
      candidate: candidate === null ? null : { ...candidate, user: expert },
      name: fullName(profile) || (call.expert_name ?? '') || 'An expert',
      conference: atIfKept(bridges, call.conference),
      reviews: await reviewsOf(desk, call.id),
      transcript: atIfKept(transcripts, call.transcription_order),
    };
  });
  return { files: await Promise.all(files), more };
};

const titleOf = async (
  desk: Desk,
  table: TableName,
  id: number | null | undefined,
): Promise<string | null> =>
  id === null || id === undefined ? null : ((await desk.titles([{ table, id }]))[0] ?? null);

/** Everything that the page shows of a request; null where there is no such record. */
export const loadRequest = async (desk: Desk, id: number): Promise<RequestFile | null> => {
  const row = await desk.get('expert_requests', id);
  if (row === null) return null;
  const request = factsOf<Request>(row);
  const candidates = await candidatesOf(desk, id);
  const calls = await callsOf(desk, id, candidates.files);
  const clients = await byId<User>(desk, 'users', [request.person]);
  return {
    request,
    title: (await titleOf(desk, 'expert_requests', id)) ?? `Request ${id}`,
    client: at(clients, request.person),
    clientName: await titleOf(desk, 'users', request.person),
    project: await titleOf(desk, 'projects', request.project),
    candidates: candidates.files,
    calls: calls.files,
    more: candidates.more || calls.more,
  };
};

/** Calls of a person, latest first: those ahead are among them. */
export const callsOfUser = async (
  desk: Desk,
  as: 'expert' | 'requester',
  user: number | null,
): Promise<Call[]> => {
  if (user === null) return [];
  const { rows } = await desk.related('consultations', as, user, most);
  return rows.map((row) => factsOf<Call>(row));
};
