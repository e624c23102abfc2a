import { Component, type ErrorInfo, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** Another value (another screen) gives the children a new try. */
  resetKey?: string;
}

interface State {
  error: Error | null;
  where: string;
  resetKey: string | undefined;
}

const detailsOf = ({ error, where }: State): string =>
  [
    `Expert Desk: ${error?.name ?? 'Error'}: ${error?.message ?? ''}`,
    `At ${new Date().toISOString()}, ${window.location.hash || '#/'}`,
    error?.stack ?? '',
    where,
  ].join('\n');

const Broken = ({ details }: { details: string }) => (
  <div className="whole-page" role="alert">
    <div className="whole-page-card">
      <h1 tabIndex={-1}>This screen stopped working</h1>
      <p>
        It is a fault of Expert Desk, not of your data: every change that was saved is still there.
        Reload the window to go on. If it happens again, copy the details and pass them on.
      </p>
      <details>
        <summary>Details</summary>
        <pre>{details}</pre>
      </details>
      <div className="whole-page-actions">
        <button
          type="button"
          className="button button-secondary button-medium"
          onClick={() => window.location.reload()}
        >
          Reload
        </button>
        <button
          type="button"
          className="button button-secondary button-medium"
          onClick={() => void navigator.clipboard.writeText(details)}
        >
          Copy details
        </button>
      </div>
    </div>
  </div>
);

/** Keeps a fault of one screen from taking the window with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, where: '', resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    if (props.resetKey === state.resetKey) return null;
    return { error: null, where: '', resetKey: props.resetKey };
  }

  override componentDidCatch(_: Error, { componentStack }: ErrorInfo) {
    this.setState({ where: componentStack ?? '' });
  }

  override render() {
    return this.state.error === null ? (
      this.props.children
    ) : (
      <Broken details={detailsOf(this.state)} />
    );
  }
}
