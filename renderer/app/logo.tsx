/** The mark of the product: a person at a desk, in the accent’s colour. */
export const Logo = ({ size }: { size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="logo">
    <rect width="32" height="32" rx="8" />
    <circle cx="16" cy="11.5" r="4.5" fill="#fff" />
    <path d="M7 25c0-5 4-8 9-8s9 3 9 8z" fill="#fff" />
  </svg>
);
