import { useTranslation } from "react-i18next";
import { AskedScreen } from "./asked-list.tsx";

export const Screen = () => {
  const { t } = useTranslation();
  return (
    <AskedScreen
      kind="letter"
      words={{ title: t("d.asked.enquiries"), none: t("d.asked.none"), noneSays: t("d.asked.noneSays") }}
    />
  );
};
