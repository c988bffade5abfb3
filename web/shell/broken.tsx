import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Status } from "#web/patterns/status.tsx";

const Words = ({ reference }: { readonly reference: string }) => {
  const { t } = useTranslation();
  return (
    <div className="narrowcol" role="alert">
      <Status tone="stop">{t("page.notDone")}</Status>
      <h1>{t("page.brokenTitle")}</h1>
      <p className="lede">{t("page.brokenSays")}</p>
      <p className="by2">
        {t("page.reference")} <code>{reference}</code>
      </p>
      <div className="btns spaced">
        <Button look="go" onClick={() => location.reload()}>
          {t("page.reload")}
        </Button>
      </div>
    </div>
  );
};

interface State {
  readonly error: Error | undefined;
}
/** A screen that throws is replaced by words; the bar and everything else go on. */
export class Boundary extends Component<{ readonly children: ReactNode; readonly at: string }, State> {
  override readonly state: State = { error: undefined };
  static getDerivedStateFromError(error: Error): State {
    return { error };
  }
  override componentDidCatch(error: Error): void {
    console.error(error);
  }
  override componentDidUpdate(before: { readonly at: string }): void {
    if (before.at !== this.props.at && this.state.error !== undefined) this.setState({ error: undefined });
  }
  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Words reference={this.state.error.name} />;
  }
}
