/** Reads what a product's name says about colour, print, theme and number. Tables first: they are meant to be read. */
import type { EmblemName } from './emblems/index.ts';
import type { ColourName } from './palette.ts';

export type PrintName =
  | 'spot'
  | 'union'
  | 'gingham'
  | 'stripe'
  | 'paisley'
  | 'baroque'
  | 'leopard'
  | 'camouflage'
  | 'knit'
  | 'circles'
  | 'alphabet'
  | 'folk'
  | 'lace'
  | 'patchwork'
  | 'motif';

export type Reading = {
  readonly text: string;
  readonly colours: readonly ColourName[];
  readonly print: PrintName | null;
  readonly emblems: readonly EmblemName[];
  /** The ground that goes with the emblems when the name gives no colour. */
  readonly ground: ColourName | null;
  readonly count: number;
  /** Vintage things are in faded colours, pastel ones in light colours. */
  readonly tone: 'faded' | 'pastel' | null;
  readonly size: 'small' | 'large' | null;
};

const COLOURS: readonly [RegExp, ColourName][] = [
  [/\bREDS?\b|\bRUBY\b|\bSCANDISPOT\b/, 'red'],
  [/\b(BURGUNDY|RASPBERR\w*|BERR(Y|IES))\b/, 'berry'],
  [/\b(HOT PINK|FUS(C|H)+IA)\b/, 'hotpink'],
  [/\b(BABY|LIGHT|PALE|DUSTY) PINK\b|\bBLUSH\b/, 'blush'],
  [/(?<!HOT |BABY |LIGHT |PALE |DUSTY )(\bPINKS?\b|PINK(?=WHITE))/, 'pink'],
  [/\b(SKY|PALE|LIGHT|BABY) BLUES?\b/, 'sky'],
  [/\b(NAVY|MIDNIGHT)\b/, 'navy'],
  [/(?<!SKY |PALE |LIGHT |BABY |MIDNIGHT )\bBLUES?\b/, 'blue'],
  [/\bTURQ(UOISE?)?\b|\bAQUA\b/, 'turquoise'],
  [/\b(TEAL|JADE|PEACOCK)\b/, 'teal'],
  [/\b(MINT|EAU DE NILE?|PISTACHIO|PERIDOT)\b/, 'mint'],
  [/\bSAGE\b/, 'sage'],
  [/\bOLIVE\b/, 'olive'],
  [/\bGREENS?\b|\bEMERALD\b/, 'green'],
  [/\b(YELLOW|LEMON)\b/, 'yellow'],
  [/\bORANGE\b(?! SCENT)/, 'orange'],
  [/\b(PURPLE|AMETHYST)\b/, 'purple'],
  [/\b(LILAC|LAVENDER)\b/, 'lilac'],
  [/\bCREAM\b(?! SLICE)/, 'cream'],
  [/\bIVORY\b/, 'ivory'],
  [/\b(ANTIQUE|ANT) WHITE\b/, 'cream'],
  [/(?<!ANTIQUE |ANT )\bWHITE\b|(?<=PINK)WHITE/, 'white'],
  [/\bBLACK(?! ?BOARD)|\bJET\b|\bMONOCHROME\b/, 'black'],
  [/\bGR[EA]Y\b|\bSMOKEY\b/, 'grey'],
  [/\bSLATE\b(?! (CIRCUS|DOLLY|SPACE|BAKE|BUNN|DINO|GO|LEAP|PURD))/, 'slate'],
  [/\bSILVER\b/, 'silver'],
  [/\bZINC\b/, 'zinc'],
  [/\bGOLD\b/, 'gold'],
  [/\bCOPPER\b/, 'copper'],
  [/\bCHOCOLATE\b(?! THIS)|\bCHOC\b/, 'chocolate'],
  [/\bBROWN\b/, 'brown'],
  [/\bAMBER\b/, 'amber'],
  [/\bVANILLA\b/, 'ivory'],
  [/\bFAWN\b/, 'natural'],
];

const PRINTS: readonly [RegExp, PrintName][] = [
  [/RETRO ?SPOT|POLKA|SPOTT?Y\b|\bSPOTS?\b|SCANDISPOT|\bDOTS\b/, 'spot'],
  [/UNION (JACK|FLAG|STRIPE)|\bEMPIRE\b/, 'union'],
  [/GINGHAM|\bCHECK\b|TARTAN|\bMADRAS\b/, 'gingham'],
  [/\bSTRIP(E|ES|EY|Y)\b/, 'stripe'],
  [/PAISLEY|PAISELY/, 'paisley'],
  [/BAROQUE|\bFLOCK\b|ROCOCO|DAMASK|VICTORIAN (?!GLASS|METAL|FILI)/, 'baroque'],
  [/LEOPARD|\bGEBRA\b|ZEBRA/, 'leopard'],
  [/CAMO(UFLAGE)?\b/, 'camouflage'],
  [/KNITTED|WOOLLY|CHUNKY KNIT/, 'knit'],
  [/CIRCLES?\b|CIRCULAR|PSYCHEDELIC|\bMOD\b/, 'circles'],
  [/ALPHABET|\bA,B,C\b|\bFONTS?\b|BILLBOARD/, 'alphabet'],
  [/SCANDI|FOLK ?ART|\bFOLK\b|NORDIC/, 'folk'],
  [/\bLACE\b|CROCHET|\bDOIL(Y|IES)\b/, 'lace'],
  [/\bPATCH\b|COLLAGE|DECOUPAGE/, 'patchwork'],
];

type Theme = readonly [pattern: RegExp, emblems: readonly EmblemName[], ground: ColourName];

const THEMES: readonly Theme[] = [
  [/WOODLAND|ENCHANTED FOREST/, ['toadstool', 'owl', 'leaf', 'hedgehog'], 'cream'],
  [/SPACE ?BOY|SPACE ?MAN/, ['spaceboy', 'rocket', 'planet'], 'sky'],
  [/SPACE (CADET|BALL)|ROCKET/, ['rocket', 'planet', 'star'], 'navy'],
  [/DOLLY GIRL|KID DOLLY|PRINCESS/, ['dollygirl', 'flower', 'heart'], 'pink'],
  [/\bSUKI\b/, ['suki', 'blossom'], 'turquoise'],
  [/GEISHA/, ['geisha', 'blossom'], 'berry'],
  [/BABUSHKA/, ['babushka', 'flower'], 'cream'],
  [/CIRCUS|CARNIVAL|GO TO THE FAIR|CAROUSEL/, ['tent', 'elephant', 'balloon'], 'cream'],
  [/STRONG ?MAN/, ['strongman', 'star'], 'mustard'],
  [/CHARLIE ?([&+]|AND)? ?LOLA/, ['flower', 'star'], 'pink'],
  [/SKULL|CROSSBONES/, ['skull'], 'black'],
  [/PIRATE/, ['pirate', 'skull'], 'navy'],
  [/GHOST|HALLOWEEN/, ['ghost', 'pumpkin'], 'purple'],
  [/REINDEER/, ['reindeer', 'snowflake'], 'red'],
  [/STRAWBERR?Y/, ['strawberry'], 'blush'],
  [/CHERRY BLOSSOM|\bBLOSSOM/, ['blossom'], 'blush'],
  [/CHERR(Y|IES)/, ['cherry'], 'mint'],
  [/APPLES? AND PEARS|PEARS/, ['pear', 'apple'], 'cream'],
  [/\bAPPLES?\b/, ['apple', 'leaf'], 'cream'],
  [/\bPEARS?\b/, ['pear'], 'cream'],
  [/SWEETHEART FAIRY/, ['heart', 'cupcake'], 'pink'],
  [/FAIRY CAKE|CUPCAKE|CAKES? (DESIGN|AND BOWS|SHOP)|BAKE A CAKE|TEA ?TIME FAIRY/, ['cupcake', 'cherry'], 'sky'],
  [/SCOTTI?(E|Y)\b|SCOTTIES/, ['scotty'], 'red'],
  [/\bOWLS?\b/, ['owl'], 'mint'],
  [/CATS? (\+|AND) BIRD/, ['cat', 'bird'], 'cream'],
  [/CAT AND TREE|KITT(Y|ENS?)|\bCATS?\b/, ['cat', 'paw'], 'mint'],
  [/DOG (\+|AND) BALL|CHASING BALL|\bDOG(S|GY)?\b|PUPP(Y|IES)/, ['dog', 'paw'], 'sky'],
  [/BUNN(Y|IES)|RABBITS?|\bHARE\b|PURDEY/, ['rabbit', 'daisy'], 'sage'],
  [/\bMICE\b|MOUSE/, ['mouse'], 'pink'],
  [/LOVE ?BIRDS?/, ['bird', 'heart'], 'white'],
  [/\bDOVES?\b/, ['dove', 'leaf'], 'white'],
  [/\bSWALLOWS?\b/, ['dove', 'star'], 'sky'],
  [/COCKEREL|\bHEN\b|CHICKEN/, ['hen'], 'cream'],
  [/\bCHICKS?\b|EASTER/, ['chick', 'flower'], 'yellow'],
  [/BIRD ?(HOUSE|BOX)/, ['birdhouse', 'bird'], 'sky'],
  [/\bBIRDY?S?\b|FLORA \+ FAUNA|CRESTED TIT/, ['bird', 'sprig'], 'cream'],
  [/DUCKS?\b/, ['duck'], 'sky'],
  [/BUTTERFL(Y|IES)|B'FLY|BUTTERFL/, ['butterfly'], 'lilac'],
  [/DRAGONFLY/, ['dragonfly'], 'turquoise'],
  [/LADYBIRD|\bBEE\b/, ['ladybird'], 'green'],
  [/CRAWL|BEETLE|INSECT|GRASS ?HOPPER/, ['bug', 'ladybird'], 'green'],
  [/DINOSAURS?/, ['dinosaur'], 'sage'],
  [/ELEPHANTS?/, ['elephant'], 'orange'],
  [/MONKEYS?/, ['monkey'], 'mustard'],
  [/\bFROGS?\b/, ['frog'], 'mint'],
  [/FOX/, ['fox'], 'sage'],
  [/\bPIGG?Y?\b/, ['pig'], 'blush'],
  [/PONY|HORSE/, ['horse'], 'cream'],
  [/SNAKES?\b/, ['snake'], 'cream'],
  [/PANDA|TEDDY|\bBEARS?\b/, ['teddy'], 'sky'],
  [/CUTE CREATURES|ANIMAL|FARM/, ['fox', 'rabbit', 'hedgehog'], 'sage'],
  [/TOADSTOOLS?|MUSHROOM/, ['toadstool', 'leaf'], 'cream'],
  [/ROBOT/, ['robot'], 'sky'],
  [/MONSTERS?/, ['monster'], 'lilac'],
  [/SNOWM[AE]N/, ['snowman', 'snowflake'], 'sky'],
  [/MOTORBIKE SANTA/, ['motorbike', 'star'], 'sky'],
  [/SANTAS?\b/, ['santa', 'star'], 'red'],
  [/PUDDING(?! (BOWL|SPOON))/, ['pudding', 'holly'], 'green'],
  [/GINGERBREAD/, ['gingerbread'], 'red'],
  [/HOLLY/, ['holly'], 'cream'],
  [/SOCKS?|MITTENS|STOCKING/, ['stocking', 'mitten'], 'sky'],
  [/SNOWY|VILLAGE|CHALET/, ['village', 'tree'], 'sky'],
  [/ANGELS?\b/, ['angel', 'star'], 'sky'],
  [/FAIR(Y|IES)\b/, ['fairy', 'star'], 'lilac'],
  [/CUPID/, ['heart', 'angel'], 'blush'],
  [/SOLDIERS?\b/, ['soldier', 'star'], 'navy'],
  [/LONDON/, ['bus', 'bigben', 'heart'], 'cream'],
  [/PARIS|FRENCH CHATEAU|VIE EN ROSE/, ['tower', 'heart'], 'blush'],
  [/RAC(ING|E) CAR/, ['racingcar', 'star'], 'sky'],
  [/\bCARS?\b|MOTORING/, ['car', 'bus'], 'blue'],
  [/CARAVANS?/, ['caravan', 'tree'], 'mint'],
  [/COWBOYS?|INDIANS/, ['cowboy', 'cactus', 'star'], 'mustard'],
  [/BALLOONS?/, ['balloon'], 'sky'],
  [/FOOTBALL|SPORTING/, ['football'], 'green'],
  [/JET ?SET|TOKYO|AIR ?(LINE|MAIL|HOSTESS)|QUEEN OF (THE )?SKIES|WORLD CHAMPION|TRAVELOGUE/, ['plane', 'star'], 'sky'],
  [/SEA ?SIDE|SAILOR|SANDCASTLE|REGATTA|BEACH/, ['boat', 'anchor'], 'sky'],
  [/SHELLS?\b|CLAM|COCKLE/, ['shell'], 'sky'],
  [/BISCUITS?|DIGESTIVE/, ['biscuit'], 'cream'],
  [/DOUGHNUT/, ['doughnut'], 'sky'],
  [
    /SWEETIES?|CANDY|CONFECTIONERY|BONBON|DOLLY MIX|TUTTI FRUTTI|SWEET PUDDING|LICORICE|MARSHMALLOW/,
    ['sweet', 'lollipop'],
    'blush',
  ],
  [/ICE.?CREAM/, ['icecream'], 'mint'],
  [/\bJAM\b/, ['jam', 'strawberry'], 'cream'],
  [/GIN (\+|&|AND) TONIC|COCKTAIL/, ['cocktail', 'lemon'], 'mint'],
  [/BOOZE|BEER/, ['pint'], 'sage'],
  [/TEA ?TIME|TEA PARTY|\bTEA\b(?! ?(TOWEL|LIGHT|,))/, ['teapot', 'teacup'], 'sky'],
  [/FRUITS?\b|JUICY/, ['apple', 'cherry', 'pear'], 'cream'],
  [/BOTTLE TOP|\bRETRO\b|\bDINER\b/, ['target'], 'cream'],
  [/GIRLS?\b|LADY\b|LADIES|BEAUTY|DIVA/, ['dollygirl', 'heart'], 'pink'],
  [/GENT(LEMA|LEME|S)|LADS|MOTORBIKE(?! SANTA)/, ['moustache'], 'navy'],
  [/DAIS(Y|IES)/, ['daisy'], 'sky'],
  [/LAVENDER|PROVENCE/, ['lavender'], 'cream'],
  [/ROSES?(BUD)?\b|VINTAGE ROSE|COTTAGE GARDEN/, ['rose'], 'cream'],
  [
    /FLOWERS?|FLORAL?|FLORE?\b|POSY|POSIES|GARDEN\w*|LILY|CHRYSANTHEMUM|FRANGIPANI|HIBISCUS|BOTANICAL|TROPICAL/,
    ['flower', 'leaf'],
    'cream',
  ],
  [/FERN/, ['fern'], 'cream'],
  [/LEAF|LEAVES/, ['leaf'], 'cream'],
  [/CACT(I|US)/, ['cactus'], 'cream'],
  [/(SWEET)?HEARTS?\b|\bLOVE\b|VALENTINE|HEART/, ['heart'], 'cream'],
  [/SNOW ?FLAKE|FROST(?!ED)|ALPINE/, ['snowflake'], 'sky'],
  [/\bSTARS?\b/, ['star'], 'navy'],
  [/CHRISTMAS TREES?|\bTREES?\b/, ['tree'], 'red'],
  [/BAUBLES?/, ['bauble', 'star'], 'green'],
  [/\bBELLS?\b/, ['bell', 'holly'], 'red'],
  [/CHRISTMAS|XMAS|NOEL|YULETIDE/, ['tree', 'holly', 'star'], 'red'],
  [/COTTAGE|POPPY'S|HOME SWEET HOME/, ['house', 'heart'], 'mint'],
  [/BIRTHDAY|PARTY|BANQUET/, ['balloon', 'cake'], 'yellow'],
  [/WEDDING/, ['bell', 'heart'], 'white'],
  [/PLANET/, ['globe'], 'sky'],
  [/POTTERING|POTTING|SHED/, ['sprig', 'house'], 'sage'],
  [/BUTTONS?/, ['button'], 'cream'],
  [/CROWNS?|KINGS? CHOICE|BAROQUE/, ['crown'], 'red'],
  [/KEYS?\b/, ['key'], 'cream'],
  [/PANTRY|KITCHEN/, ['teapot', 'pear'], 'yellow'],
];

const NUMBER =
  /\b(?:SET|PACK|BOX|S)\s*(?:OF|\/)?\s*(\d+)\b|\b(?:SET|PACK)\s+(\d+)\b|^(\d+)\s+(?!PIECE|TIER|HOOK|DRAWER|STRAND|TRADITIONAL TIER)/;
const IN_PAIRS = /\bPAIR\b/;

/** What a name says; letters' case does not matter. */
export function readName(name: string): Reading {
  const text = name.toUpperCase().replace(/\s+/g, ' ').trim();
  const found = COLOURS.map(([pattern, colour]) => ({ at: text.search(pattern), colour })).filter(({ at }) => at >= 0);
  const colours = found.sort((a, b) => a.at - b.at).map(({ colour }) => colour);
  const theme = THEMES.find(([pattern]) => pattern.test(text));
  const print = PRINTS.find(([pattern]) => pattern.test(text))?.[1] ?? (theme ? 'motif' : null);
  const tone = /VINTAGE|RUSTIC|AGED/.test(text) ? 'faded' : /PASTEL/.test(text) ? 'pastel' : null;
  const size = /\b(SMALL|MINI)\b/.test(text) ? 'small' : /\b(LARGE|GIANT|BIG)\b/.test(text) ? 'large' : null;
  const digits = NUMBER.exec(text);
  const count = Number(digits?.[1] ?? digits?.[2] ?? digits?.[3] ?? (IN_PAIRS.test(text) ? 2 : 1));
  return { text, colours, print, emblems: theme?.[1] ?? [], ground: theme?.[2] ?? null, count, tone, size };
}
