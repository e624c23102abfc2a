import { appDouble } from './app.ts';
import { insist, insistKeys, strict } from './strict.ts';

type Handle = (request: Request) => Promise<Response> | Response;

const wanted = ['standard', 'secure', 'supportFetchAPI'];
const known = [...wanted, 'stream', 'codeCache', 'bypassCSP', 'corsEnabled', 'allowServiceWorkers'];
const privileged = new Set<string>();
const handles = new Map<string, Handle>();

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (
    schemes: { scheme: string; privileges: Record<string, boolean> }[],
  ) => {
    insist(!appDouble.isReady(), 'schemes must be registered before the app is ready');
    insist(privileged.size === 0, 'schemes can be registered only once');
    for (const { scheme, privileges } of schemes) {
      insistKeys(`the scheme ${scheme}`, privileges, known);
      insist(
        wanted.every((name) => privileges[name] === true),
        `${scheme} is no full origin`,
      );
      insist(privileges['bypassCSP'] !== true, `${scheme} must not bypass the CSP`);
      privileged.add(scheme);
    }
  },
  handle: (scheme: string, handle: Handle) => {
    insist(appDouble.isReady(), 'protocol.handle needs the app to be ready');
    insist(privileged.has(scheme), `the scheme ${scheme} was not registered`);
    insist(!handles.has(scheme), `the scheme ${scheme} is handled already`);
    handles.set(scheme, handle);
  },
});

/** What the main process answers to a request of its own scheme. */
export const serve = async (address: string, method: string): Promise<Response> => {
  const handle = handles.get(/^[a-z]+/.exec(address)?.[0] ?? '');
  if (handle === undefined) throw new Error(`electron double: nobody serves ${address}`);
  return handle(new Request(address, { method }));
};
