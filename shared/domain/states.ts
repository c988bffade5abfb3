/** Members of the United Nations by ISO 3166 code: the United Nations form first, then other ways of naming the State that a text may use. */
export const STATES = {
  AF: ["Afghanistan", "Afghan"],
  AL: ["Albania", "Albanian"],
  DZ: ["Algeria", "Algerian"],
  AD: ["Andorra", "Andorran"],
  AO: ["Angola", "Angolan"],
  AG: ["Antigua and Barbuda"],
  AR: ["Argentina", "Argentine"],
  AM: ["Armenia", "Armenian"],
  AU: ["Australia", "Australian"],
  AT: ["Austria", "Austrian"],
  AZ: ["Azerbaijan", "Azerbaijani"],
  BS: ["Bahamas"],
  BH: ["Bahrain", "Bahraini"],
  BD: ["Bangladesh", "Bangladeshi"],
  BB: ["Barbados"],
  BY: ["Belarus", "Belarusian"],
  BE: ["Belgium", "Belgian"],
  BZ: ["Belize"],
  BJ: ["Benin"],
  BT: ["Bhutan"],
  BO: ["Bolivia (Plurinational State of)", "Bolivia", "Bolivian"],
  BA: ["Bosnia and Herzegovina"],
  BW: ["Botswana"],
  BR: ["Brazil", "Brazilian"],
  BN: ["Brunei Darussalam"],
  BG: ["Bulgaria", "Bulgarian"],
  BF: ["Burkina Faso"],
  BI: ["Burundi"],
  CV: ["Cabo Verde"],
  KH: ["Cambodia", "Cambodian"],
  CM: ["Cameroon"],
  CA: ["Canada", "Canadian"],
  CF: ["Central African Republic"],
  TD: ["Chad", "Chadian"],
  CL: ["Chile", "Chilean"],
  CN: ["China", "Chinese"],
  CO: ["Colombia", "Colombian"],
  KM: ["Comoros"],
  CG: ["Congo", "Congolese"],
  CR: ["Costa Rica"],
  CI: ["Côte d'Ivoire", "Ivorian"],
  HR: ["Croatia", "Croatian"],
  CU: ["Cuba", "Cuban"],
  CY: ["Cyprus", "Cypriot"],
  CZ: ["Czechia", "Czech"],
  KP: ["Democratic People’s Republic of Korea", "DPRK", "North Korea", "North Korean"],
  CD: ["Democratic Republic of the Congo", "DRC"],
  DK: ["Denmark", "Danish"],
  DJ: ["Djibouti"],
  DM: ["Dominica"],
  DO: ["Dominican Republic"],
  EC: ["Ecuador", "Ecuadorian"],
  EG: ["Egypt", "Egyptian"],
  SV: ["El Salvador"],
  GQ: ["Equatorial Guinea"],
  ER: ["Eritrea", "Eritrean"],
  EE: ["Estonia", "Estonian"],
  SZ: ["Eswatini"],
  ET: ["Ethiopia", "Ethiopian"],
  FJ: ["Fiji"],
  FI: ["Finland", "Finnish"],
  FR: ["France", "French"],
  GA: ["Gabon"],
  GM: ["Gambia (Republic of The)", "Gambia"],
  GE: ["Georgia", "Georgian"],
  DE: ["Germany", "German"],
  GH: ["Ghana", "Ghanaian"],
  GR: ["Greece", "Greek"],
  GD: ["Grenada"],
  GT: ["Guatemala"],
  GN: ["Guinea"],
  GW: ["Guinea-Bissau"],
  GY: ["Guyana"],
  HT: ["Haiti", "Haitian"],
  HN: ["Honduras"],
  HU: ["Hungary", "Hungarian"],
  IS: ["Iceland", "Icelandic"],
  IN: ["India", "Indian"],
  ID: ["Indonesia", "Indonesian"],
  IR: ["Iran (Islamic Republic of)", "Iran", "Iranian"],
  IQ: ["Iraq", "Iraqi"],
  IE: ["Ireland", "Irish"],
  IL: ["Israel", "Israeli"],
  IT: ["Italy", "Italian"],
  JM: ["Jamaica"],
  JP: ["Japan", "Japanese"],
  JO: ["Jordan", "Jordanian"],
  KZ: ["Kazakhstan"],
  KE: ["Kenya", "Kenyan"],
  KI: ["Kiribati"],
  KW: ["Kuwait", "Kuwaiti"],
  KG: ["Kyrgyzstan"],
  LA: ["Lao People’s Democratic Republic", "Laos"],
  LV: ["Latvia", "Latvian"],
  LB: ["Lebanon", "Lebanese"],
  LS: ["Lesotho"],
  LR: ["Liberia", "Liberian"],
  LY: ["Libya", "Libyan"],
  LI: ["Liechtenstein"],
  LT: ["Lithuania", "Lithuanian"],
  LU: ["Luxembourg"],
  MG: ["Madagascar"],
  MW: ["Malawi"],
  MY: ["Malaysia", "Malaysian"],
  MV: ["Maldives"],
  ML: ["Mali", "Malian"],
  MT: ["Malta", "Maltese"],
  MH: ["Marshall Islands"],
  MR: ["Mauritania"],
  MU: ["Mauritius"],
  MX: ["Mexico", "Mexican"],
  FM: ["Micronesia (Federated States of)", "Micronesia"],
  MC: ["Monaco"],
  MN: ["Mongolia", "Mongolian"],
  ME: ["Montenegro"],
  MA: ["Morocco", "Moroccan"],
  MZ: ["Mozambique"],
  MM: ["Myanmar"],
  NA: ["Namibia"],
  NR: ["Nauru"],
  NP: ["Nepal"],
  NL: ["Netherlands (Kingdom of the)", "Netherlands", "Dutch"],
  NZ: ["New Zealand"],
  NI: ["Nicaragua"],
  NE: ["Niger"],
  NG: ["Nigeria", "Nigerian"],
  MK: ["North Macedonia"],
  NO: ["Norway", "Norwegian"],
  OM: ["Oman", "Omani"],
  PK: ["Pakistan", "Pakistani"],
  PW: ["Palau"],
  PA: ["Panama", "Panamanian"],
  PG: ["Papua New Guinea"],
  PY: ["Paraguay"],
  PE: ["Peru", "Peruvian"],
  PH: ["Philippines", "Philippine"],
  PL: ["Poland", "Polish"],
  PT: ["Portugal", "Portuguese"],
  QA: ["Qatar", "Qatari"],
  KR: ["Republic of Korea", "South Korea", "South Korean", "ROK"],
  MD: ["Republic of Moldova", "Moldova"],
  RO: ["Romania", "Romanian"],
  RU: ["Russian Federation", "Russia", "Russian"],
  RW: ["Rwanda", "Rwandan"],
  KN: ["Saint Kitts and Nevis"],
  LC: ["Saint Lucia"],
  VC: ["Saint Vincent and the Grenadines"],
  WS: ["Samoa"],
  SM: ["San Marino"],
  ST: ["Sao Tome and Principe"],
  SA: ["Saudi Arabia", "Saudi"],
  SN: ["Senegal", "Senegalese"],
  RS: ["Serbia", "Serbian"],
  SC: ["Seychelles"],
  SL: ["Sierra Leone"],
  SG: ["Singapore"],
  SK: ["Slovakia", "Slovak"],
  SI: ["Slovenia", "Slovenian"],
  SB: ["Solomon Islands"],
  SO: ["Somalia", "Somali"],
  ZA: ["South Africa", "South African"],
  SS: ["South Sudan"],
  ES: ["Spain", "Spanish"],
  LK: ["Sri Lanka"],
  SD: ["Sudan", "Sudanese"],
  SR: ["Suriname"],
  SE: ["Sweden", "Swedish"],
  CH: ["Switzerland", "Swiss"],
  SY: ["Syrian Arab Republic", "Syria", "Syrian"],
  TJ: ["Tajikistan"],
  TH: ["Thailand", "Thai"],
  TL: ["Timor-Leste"],
  TG: ["Togo"],
  TO: ["Tonga"],
  TT: ["Trinidad and Tobago"],
  TN: ["Tunisia", "Tunisian"],
  TR: ["Türkiye", "Turkey", "Turkish"],
  TM: ["Turkmenistan"],
  TV: ["Tuvalu"],
  UG: ["Uganda", "Ugandan"],
  UA: ["Ukraine", "Ukrainian"],
  AE: ["United Arab Emirates", "UAE", "Emirati"],
  GB: [
    "United Kingdom of Great Britain and Northern Ireland",
    "United Kingdom",
    "UK",
    "U.K.",
    "Britain",
    "Great Britain",
    "British",
  ],
  TZ: ["United Republic of Tanzania", "Tanzania"],
  US: ["United States of America", "United States", "USA", "US", "U.S.", "American"],
  UY: ["Uruguay"],
  UZ: ["Uzbekistan"],
  VU: ["Vanuatu"],
  VE: ["Venezuela (Bolivarian Republic of)", "Venezuela"],
  VN: ["Viet Nam", "Vietnam", "Vietnamese"],
  YE: ["Yemen", "Yemeni"],
  ZM: ["Zambia"],
  ZW: ["Zimbabwe"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type StateCode = keyof typeof STATES;
export const isState = (code: string): code is StateCode => Object.hasOwn(STATES, code);
/** The United Nations form of a State's name; the code itself where it is not a Member's. */
export const stateName = (code: string): string => (isState(code) ? STATES[code][0] : code);

const WITH_ARTICLE =
  /^(?:United |Russian |Democratic |Republic |Lao |Syrian |Central African |Dominican |Netherlands|Philippines|Gambia|Bahamas|Maldives|Marshall |Comoros|Congo|Niger$|Sudan$)/;
/** The name as it stands in a sentence: "the Russian Federation". */
export const stateInText = (code: string): string =>
  WITH_ARTICLE.test(stateName(code)) ? `the ${stateName(code)}` : stateName(code);

/** Whether the text names the State in any way the table knows; whole words, as written. */
export const namesState = (text: string, code: string): boolean =>
  isState(code) && namings(text).some((one) => one.code === code);

/**
 * The text with every way of naming this State as a source put as "a Member State", and the usual preambles ("the Government of")
 * folded in, so that a reworded sentence can be compared with the one that was put to the originator.
 */
export const withoutAttribution = (text: string, code: string): string =>
  (isState(code) ? masked(text, code) : text)
    .replace(/\b(?:the )?(?:Government|authorities|Defence Intelligence|Permanent Mission)(?: of)? (?=a Member State)/gi, "")
    .replace(/\b(?:the|by the|a) a Member State/gi, "a Member State")
    .replace(/\ba Member State(?:'s|’s)?(?: (?:Government|authorities|Defence Intelligence))?/gi, "a Member State")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

/** Every way of naming a Member, with whose it is. */
const CODES: ReadonlyMap<string, StateCode> = new Map(
  (Object.keys(STATES) as StateCode[]).flatMap((code) => STATES[code].map((name) => [name, code] as const)),
);

/**
 * All names at once, longest first: "Republic of Korea" does not stand in "Democratic People’s Republic of Korea", nor "Guinea" in
 * "Papua New Guinea", "Ireland" in "Northern Ireland" or "Sudan" in "South Sudan".
 */
const NAMES = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:the )?(${[...CODES.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/['’]/g, "['’]"))
    .join("|")}|Northern Ireland)(?![\\p{L}\\p{N}])`,
  "gu",
);
const codeOf = (name: string): StateCode | undefined =>
  CODES.get(name) ?? CODES.get(name.replaceAll("'", "’")) ?? CODES.get(name.replaceAll("’", "'"));

const namings = (text: string) => [...text.matchAll(NAMES)].map(([, name = ""]) => ({ name, code: codeOf(name) }));

const masked = (text: string, code: StateCode): string =>
  text.replace(NAMES, (whole, name: string) => (codeOf(name) === code ? "a Member State" : whole));
