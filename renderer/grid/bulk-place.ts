/** Where an edit of many records begins. */
export interface BulkPlace {
  /** The records that are selected; fewer than two where none are but that under the cursor. */
  selected: readonly number[];
  /** The column under the cursor; null for the record’s own. */
  column: string | null;
}

/** What can be asked of a grid from outside. */
export interface GridHandle {
  /** Begins an edit of many records, from what is selected. */
  bulkEdit: () => void;
}
