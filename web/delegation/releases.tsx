import { useTranslation } from "react-i18next";
import { AskedScreen } from "./asked-list.tsx";

export const Screen = () => {
  const { t } = useTranslation();
  return (
    <AskedScreen
      kind="release"
      words={{ title: t("d.asked.releases"), none: t("d.asked.noneRelease"), noneSays: t("d.asked.noneReleaseSays") }}
    />
  );
};
