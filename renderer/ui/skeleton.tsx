import './skeleton.css';

/** Grey bars where text will stand. Screen readers hear “Loading” once. */
export const Skeleton = ({ lines = 3 }: { lines?: number }) => (
  <div className="skeleton" role="status">
    <span className="for-readers">Loading</span>
    {Array.from({ length: lines }, (_, i) => (
      <span key={i} className="skeleton-line" aria-hidden />
    ))}
  </div>
);
