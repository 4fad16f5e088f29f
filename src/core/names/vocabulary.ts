/**
 * Words of English news that say where a name begins and ends and what kind of thing it is.
 * All in lower case; one string a list, so that a list reads as a list.
 */
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Capitalised at the start of a sentence or in a headline, and still no part of a name. */
export const functionWords = words(
  'a an the this that these those it its he she his her him they their them we our us you your i my me who whom whose which what when where why how '
  + 'in on at by for from to of with without within into onto upon over under above below after before during since until till about against among amid amidst around '
  + 'across along between beyond beside besides behind near despite except like unlike via per toward towards through throughout outside inside off out up down as than '
  + 'and or but nor so yet if unless because while whilst whereas although though once whether however moreover furthermore meanwhile nevertheless nonetheless therefore thus '
  + 'hence then there here now today yesterday tomorrow also again already still just even only not no yes never ever both either neither each every all any some many much more most '
  + 'few several multiple other others another such same various certain numerous additional further less least own one two three four five six seven eight nine ten hundreds thousands '
  + 'millions dozens half first second third last next earlier later recently currently previously according based given following including regarding concerning speaking asked '
  + 'is are was were be been being am has have had having do does did doing can could will would shall should may might must let lets please '
  + 'said says say see seen read follow follow-up leave related copyright photo image video file subscribe share written editor contact sources source '
  + 'local regional global national international foreign domestic new old big small large major minor leading top key public private annual daily weekly monthly early late '
  + 'officials analysts experts shares companies company investors people police authorities residents workers critics sales revenue profits demand plans',
);

/** What may stand in lower case between the capitalised parts of a name, on its own. */
export const particles = words('of de del della di da das do dos du des la le van von der den ter zu zum al el bin ibn ben abu y e');
/** What may stand there only in an institution's name: "Administration for Market Regulation". */
export const institutionParticles = words('for on to');
/** What may follow a particle: "Bank of the West". */
export const articles = words('the la le der den las los l');

export const honorifics = words('mr mrs ms miss mx dr prof professor sir dame lord lady rev fr sen gov gen col lt capt sgt maj brig spc cpl cmdr adm rep hon mme madame monsieur herr frau señor señora sheikh imam ayatollah mullah');

/** The nouns that end a title before a name. */
export const titleNouns = words(
  'chairman chairwoman chairperson chair president mayor minister secretary ceo cfo coo cto cio governor senator congressman congresswoman representative ambassador chancellor premier '
  + 'director chief executive officer founder co-founder cofounder spokesman spokeswoman spokesperson commissioner judge justice captain colonel major lieutenant sergeant commander admiral '
  + 'king queen prince princess pope bishop cardinal archbishop emperor sultan councillor councilor counsel treasurer attorney analyst professor coach pilot inspector deputy leader head chef',
);

/** Those of them that are surnames too: "Julie Bishop", "Stephen King". */
export const titleSurnames = words('king prince pope bishop cardinal judge justice major');

/** "Members of the Security Council": behind "of" a name of its own begins. */
export const membership = words('member members governments ministers leaders photographs pictures citizens residents');

/** What may stand before such a noun as part of the title. */
export const titleModifiers = words(
  'vice deputy former foreign prime chief executive managing senior acting interim assistant associate general communist party state defense defence finance interior '
  + 'trade health education energy transport justice press under permanent honorary founding lead co non-executive financial operating technology information marketing '
  + 'american british chinese french german japanese russian us u.s uk secretary minister',
);

/** Names that begin like a title, by their first two words. */
export const titleLikeNames: ReadonlySet<string> = new Set(['premier league', 'justice department', 'major league', 'queen elizabeth', 'prince edward']);

/** The nouns by which an institution's name is known. */
export const institutionNouns = words(
  'administration agency airline airlines airways alliance army assembly association authority bank board brigade bureau cabinet center centre centers centres chamber church club coalition college '
  + 'commission commissions committee communications conference congress consortium corporation council court department directorate embassy enterprise enterprises exchange federation '
  + 'force forces foundation fund government hospital industries initiative institute institution laboratories laboratory league ministry mission motors museum network networks office '
  + 'organisation organization parliament party police post press school secretariat securities senate service services society studio studios syndicate systems team times tribunal '
  + 'union university academy command brotherhood front guard daily news journal herald media pictures records airforce navy corps regiment battalion squadron fleet',
);

/** What ends a company's name. */
export const companySuffixes = words('inc ltd llc llp plc co corp corporation company group holding holdings limited gmbh ag sa nv se spa oy ab kk bhd pty partners ventures capital technologies technology international');

/** What a company makes or does, as the end of its name: "AirTran Airways" is AirTran, "Apple Computer" Apple. */
export const trades = words(
  'airlines airways airline airplanes aircraft aviation motor motors automotive computer computers software electronics semiconductor semiconductors pharmaceuticals foods stores '
  + 'entertainment media pictures studios communications telecom systems networks industries commercial online financial insurance bank',
);

/** Of these the ones behind which nothing of the name can follow: "Chrysler LLC Jim Press" are two names. */
export const finalSuffixes = words('inc inc. llc ltd ltd. plc gmbh');

/** Abbreviations that keep their full stop. */
export const abbreviations = words('inc ltd co corp jr sr st mt bros no vs dept univ intl mr mrs ms dr prof sen gov gen col lt capt sgt maj brig spc cpl cmdr adm rep hon rev messrs jan feb mar apr jun jul aug sep sept oct nov dec');

/** Fields of work: joined by "and" within an institution's name ("Industry and Information Technology"), beside those by their ending. */
export const fields = words(
  'trade health commerce finance food drug arts labor labour sports industry economy energy reform exchange research road belt law justice water power oil gas steel arms aid '
  + 'defense defence rural urban market markets human rights welfare home space fisheries customs border crime drugs families youth women oceanic atmospheric science sciences technology telecom',
);
export const fieldEnding = /(?:ing|tion|tions|sion|ment|ance|ence|ics|ology|ture|istry|ities|ity|ism|ties|graphy|try|ery)$/u;

export const timeWords = words(
  'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc est edt pst am pm bst cet',
);
export const currencies = words('rmb usd eur gbp hkd cny jpy us hk');

export const nationalities = words(
  'american european asian african chinese japanese korean indian british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian danish swedish norwegian '
  + 'finnish polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian israeli palestinian syrian iraqi iranian lebanese egyptian saudi emirati turkish kurdish afghan pakistani '
  + 'canadian mexican brazilian argentine chilean colombian cuban venezuelan australian indonesian malaysian singaporean vietnamese thai filipino taiwanese libyan tunisian algerian moroccan nigerian '
  + 'kenyan ethiopian sudanese somali yemeni qatari kuwaiti jordanian western eastern northern southern central arab christian jewish muslim sunni shia shiite catholic protestant latin '
  + 'jihadist communist democratic republican internet northwestern northeastern southwestern southeastern',
);
export const nationalPrefixes = words('franco anglo sino russo indo euro afro austro greco italo luso turko us uk eu u.s. u.k.');

/** Places that need no other sign: countries, and cities that are in the news everywhere. */
export const places: ReadonlySet<string> = new Set(
  ('Afghanistan Albania Algeria Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium Bolivia Bosnia Brazil Britain Bulgaria Cambodia Cameroon Canada Chile China Colombia Croatia Cuba Cyprus '
  + 'Denmark Ecuador Egypt England Estonia Ethiopia Europe Finland France Georgia Germany Ghana Greece Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kuwait Laos Latvia '
  + 'Lebanon Libya Lithuania Luxembourg Malaysia Mali Malta Mexico Moldova Mongolia Morocco Mozambique Myanmar Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Peru Philippines '
  + 'Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tibet Tunisia Turkey Uganda Ukraine Uruguay '
  + 'Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe Africa Asia America UK US USA U.K. U.S. UAE Aleppo Amsterdam Ankara Athens Baghdad Bangkok Barcelona Beijing Beirut Berlin Boston Brussels Budapest Cairo Chicago Chongqing '
  + 'Damascus Delhi Detroit Dubai Dublin Frankfurt Geneva Guangdong Guangzhou Hamburg Hangzhou Houston Istanbul Jakarta Jerusalem Jiangsu Kabul Kiev Kyiv Lisbon London Madrid Manila Melbourne Miami Milan Montreal Moscow Mosul Mumbai Munich '
  + 'Nanjing Osaka Oslo Ottawa Paris Philadelphia Prague Raqqa Rome Seattle Seoul Shanghai Shenzhen Stockholm Sydney Tehran Tokyo Toronto Toulouse Tripoli Vancouver Vienna Warsaw Washington Wuhan Zhejiang Zurich '
  + 'Alabama Alaska Arizona California Colorado Connecticut Florida Hawaii Illinois Indiana Iowa Kansas Kentucky Louisiana Maryland Massachusetts Michigan Minnesota Missouri Nebraska Nevada Ohio Oklahoma Oregon '
  + 'Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin').split(' ')
    .concat('Hong Kong|New York|New York City|Los Angeles|San Francisco|New Zealand|Saudi Arabia|South Korea|North Korea|South Africa|United States|United States of America|United Kingdom|United Arab Emirates|Sri Lanka|New Delhi|Las Vegas|New Jersey|North Carolina|South Carolina|New Mexico|Middle East|European Union|San Diego|St. Louis|Buenos Aires|Tel Aviv|Silicon Valley|Northern Ireland|Puerto Rico|Czech Republic'.split('|')),
);

/** Countries by several names, in lower case and without full stops; the first of each is the one for all. */
export const countryNames: readonly (readonly string[])[] = [
  ['united states', 'united states of america', 'us', 'usa', 'america'],
  ['united kingdom', 'uk', 'britain', 'great britain'],
  ['united arab emirates', 'uae'],
  ['netherlands', 'holland'],
  ['myanmar', 'burma'],
  ['turkey', 'türkiye'],
  ['czech republic', 'czechia'],
];

/** What is called after a country or continent -> its name, in lower case: "Canadian" is said of Canada. */
export const demonyms: ReadonlyMap<string, string> = new Map((
  'american=united states,european=europe,asian=asia,african=africa,chinese=china,japanese=japan,korean=south korea,indian=india,british=united kingdom,english=england,scottish=scotland,'
  + 'welsh=wales,irish=ireland,french=france,german=germany,italian=italy,spanish=spain,portuguese=portugal,dutch=netherlands,belgian=belgium,swiss=switzerland,austrian=austria,danish=denmark,'
  + 'swedish=sweden,norwegian=norway,finnish=finland,polish=poland,czech=czech republic,slovak=slovakia,hungarian=hungary,romanian=romania,bulgarian=bulgaria,greek=greece,turkish=turkey,'
  + 'russian=russia,ukrainian=ukraine,israeli=israel,palestinian=palestine,syrian=syria,iraqi=iraq,iranian=iran,lebanese=lebanon,egyptian=egypt,saudi=saudi arabia,afghan=afghanistan,'
  + 'pakistani=pakistan,canadian=canada,mexican=mexico,brazilian=brazil,argentine=argentina,chilean=chile,colombian=colombia,cuban=cuba,venezuelan=venezuela,australian=australia,'
  + 'indonesian=indonesia,malaysian=malaysia,singaporean=singapore,vietnamese=vietnam,thai=thailand,taiwanese=taiwan,libyan=libya,tunisian=tunisia,algerian=algeria,moroccan=morocco,'
  + 'nigerian=nigeria,kenyan=kenya,ethiopian=ethiopia,sudanese=sudan,somali=somalia,yemeni=yemen,qatari=qatar,kuwaiti=kuwait,jordanian=jordan,emirati=united arab emirates'
).split(',').map(pair => { const [people = '', country = ''] = pair.split('='); return [people, country]; }));

/** Lower-case nouns that stand behind a place's name or before "of" and one. */
export const placeNouns = words('city province district county region state island islands river delta valley municipality town village area airport port bay sea mountain mountains governorate peninsula metropolis coast');
/** The same nouns as the last word of a name. */
export const placeEndings = words('city province district county region state island islands river delta valley town village airport bay sea ocean lake mountain mountains peninsula street avenue road square park coast governorate bridge beach heights hills base gulf airfield airbase camp strait desert kingdom harbour harbor');
/** The first word of a place's name. */
export const placeBeginnings = words('fort camp mount lake gulf port cape isle strait city town province kingdom los san santa');
/** The first word of a region's name, and of many an institution's. */
export const directions = words('north south east west northern southern eastern western central upper lower');
/** What stands before a ship's name. */
export const shipPrefixes = words('uss hms fs ss usns rfa hmas hmcs ins mv');
/** Nouns before or behind a person's name, in lower case. */
export const personNouns = words('founder co-founder mayor chairman chairwoman chief president executive director minister secretary spokesman spokeswoman spokesperson ceo analyst manager officer governor senator economist author writer reporter actor actress singer lawyer leader head designer engineer candidate professor deputy boss co-ceo former then general');
export const personVerbs = words('said says told added who explained argued noted stated replied asked resigned wrote tweeted joked commented');
export const eventNouns = words('festival expo summit conference games olympics cup war championship awards election forum fair exhibition championships attack attacks crisis revolution');
