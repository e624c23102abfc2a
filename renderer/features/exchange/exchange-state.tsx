import { FolderSync } from 'lucide-react';
import { Link } from 'wouter';
import { useExchange } from '../../state/exchange.ts';
import { pathTo } from '../../state/routes.ts';
import { standingOf, standingText, type Standing } from './exchange-words.ts';

const warning = new Set<Standing>(['problem', 'locked', 'held']);

/** How the exchange with other desks stands, for the line at the window's foot; nothing while there is none. */
export const ExchangeState = () => {
  const status = useExchange((exchange) => exchange.status);
  const standing = status === null ? null : standingOf(status);
  if (status === null || standing === null) return null;
  const tone = warning.has(standing) ? { 'data-tone': 'warning' } : {};
  return (
    <Link className="status-item status-link" {...tone} href={pathTo.exchange}>
      <FolderSync aria-hidden size={13} strokeWidth={2.25} />
      {standingText(standing, status)}
    </Link>
  );
};
