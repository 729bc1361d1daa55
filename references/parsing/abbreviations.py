"""Words that are typical of names of journals, in full and abbreviated (ISO 4)."""

import re

ABBREVIATIONS_TEXT = """
acad acta adv age aging allergy am amput anaesth anaesthesiol anal anat anesth ann annu appl
arch artif arthritis arthrosc assist assoc asian aust autoimmun behav biochem bioeng bioinform
biol biomech biomed biophys biosci biotechnol bjsm bmc br brain bull can cardiol cardiovasc cell
chem chest child chin chiropr chron clin cogn commun community complement comput conf contemp
crit curr cytol dent dermatol dev diabet diabetol diagn dis disabil disord drug dyn ecol econ
educ emerg endocr endocrinol eng environ epidemiol ergon eur eval evid exerc exp expert fam fed
fertil foot found front fund gait gastroenterol gen genet geriatr ger gerontol glob gynecol
haematol hand health hematol heart hosp hum hyg hypertens hypotheses imaging immun immunol inc
ind infect inflamm inj innov inst int integr intell intern invest investig ital j jpn jt
kinesiol knee laryngol lett lit ligaments lond mach maint man manag manip manipulative mater
math maturitas mech med medicines metab methods microbiol mil mol mot mov muscle muscles
musculoskelet myelopathy nat natl ned nephrol nerv neth neurobiol neurochir neurocrit neuroimage
neurol neuromuscul neurophysiol neuropsychol neuroradiol neurorehabil neurosci neurosurg nord
nurs nutr obes obstet occup oncol open ophthalmol oral organ orthop orthopäd osteoarthr
osteoporos otolaryngol paediatr pain pap pathol patient pediatr percept perform perspect pharm
pharmacol pharmacother philos phys physician physiol physiother phytother plast policy postgrad
pract prev prim proc prof prog prosthet psychiatr psychiatry psychol psychopharmacol
psychophysiol psychosoc psychosom psychother public q qual quant radiat radiol rec reg rehabil
relat rep reprod res respir resusc rev rheum rheumatol roy sci scand sch ser serv sex shoulder
skelet sleep soc spec spin spinal sport sports stat stem struct stud suppl surg swiss symp syst
tech technol tend ther thorac thromb tijdschr tijdschrift tissue toxicol trans transl transplant
trauma traumatol treat trials trop ultrasound unfallchir univ updates urol vasc vet virol vis
vitam vrije wkly women world wound z geneeskd kinesither geneesk huisarts fysiother
"""
ABBREVIATIONS = frozenset(ABBREVIATIONS_TEXT.split())
JOURNAL_WORDS = re.compile(
    r"(?<![^\W\d_])(?:journals?|tijdschrift|j|annals|archives|acta|international|american|british|"
    r"european|scandinavian|clinical|clinics|reviews?|reports|letters|lancet|bmj|jama|nature|"
    r"proceedings|bulletin|medicine|therapy|physiotherapy|research|sciences?|spine|pain|surgery|"
    r"frontiers|plos|bmc|cochrane|orthopaedics|orthopedics|rheumatology|neurology|physiology|huisarts)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is an abbreviation in names of journals.

    Of two words that lost the space between them, the second decides.
    """
    last = re.split(r"(?<=.)(?=[A-Z][a-z])", word)[-1]
    return len(last) == 1 or last.lower() in ABBREVIATIONS


def names_a_journal(text: str) -> bool:
    """Tell whether a text may be the name of a journal.

    It must hold a usual word of such names, or abbreviations and nothing else.
    """
    words = WORD.findall(text)
    if not words or len(words) > 20:
        return False
    return bool(JOURNAL_WORDS.search(text)) or all(map(is_abbreviation, words))
