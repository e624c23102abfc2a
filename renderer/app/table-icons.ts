import {
  AudioLines,
  ClipboardList,
  Contact,
  FileText,
  FolderKanban,
  LayoutList,
  PhoneCall,
  ReceiptText,
  Star,
  UserSearch,
  Users,
  Wallet,
  type LucideIcon,
} from 'lucide-react';
import type { TableName } from '#shared/entities/index.ts';

/** One picture per table, the same wherever the table is named. */
export const tableIcons: Readonly<Record<TableName, LucideIcon>> = {
  expert_requests: ClipboardList,
  expert_request_candidates: UserSearch,
  consultations: PhoneCall,
  projects: FolderKanban,
  profiles: Contact,
  users: Users,
  conferences: AudioLines,
  consultation_reviews: Star,
  transcription_orders: FileText,
  transaction_groups: ReceiptText,
  payout_accounts: Wallet,
  saved_views: LayoutList,
};
