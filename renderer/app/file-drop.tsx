import { useEffect, useEffectEvent, useState } from 'react';
import { FileUp } from 'lucide-react';
import { useLongWork } from '../state/long-work.ts';
import { tellInfo } from '../state/tell.ts';
import { useToasts } from '../state/toasts.ts';

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Files dropped anywhere on the window. `take` says whether the file was of a kind that the desk knows.
 * The browser's own answer to a dropped file, leaving the desk to show it, is prevented.
 */
const useFileDrop = (take: (file: File) => boolean): boolean => {
  const [over, setOver] = useState(false);
  const onDrop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    const work = useLongWork.getState().current;
    if (work !== null) return tellInfo(`“${file.name}” can be read once “${work.title}” is done.`);
    if (take(file)) return;
    const text = `“${file.name}” is neither a snapshot (.edesk) nor a PostgreSQL dump (.sql).`;
    useToasts.getState().show({ tone: 'error', text });
  });
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const stop = new AbortController();
    window.addEventListener('dragover', onOver, stop);
    window.addEventListener('dragleave', onLeave, stop);
    window.addEventListener('drop', (event) => onDrop(event), stop);
    return () => stop.abort();
  }, []);
  return over;
};

/** Shows, while a file hovers over the window, that it may be dropped. */
export const FileDrop = ({ take }: { take: (file: File) => boolean }) => {
  const over = useFileDrop(take);
  if (!over) return null;
  return (
    <div className="drop-veil" aria-hidden>
      <div>
        <FileUp size={36} strokeWidth={1.5} />
        <p>Drop a snapshot (.edesk) or a dump (.sql)</p>
      </div>
    </div>
  );
};
