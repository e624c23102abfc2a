// `npm start [-- options]`: builds what is stale, then opens the desk.
import { needNode } from './node-version.mjs';

needNode();
const { start } = await import('./start-desk.mjs');
await start(process.argv.slice(2));
