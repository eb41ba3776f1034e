"""Names that English news is full of: first names that tell he from she, and countries.

Read through `claims.reading.languages.en`. Short on purpose: a name is known by its capitals; these
lists only settle pronouns and places.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_NAMES = _set(
    "john james robert michael william david richard joseph thomas charles daniel matthew "
    "anthony "
    "mark paul steven andrew kenneth joshua kevin brian george edward ronald timothy jason "
    "jeffrey "
    "ryan jacob gary nicholas eric stephen jonathan larry justin scott frank brandon raymond "
    "gregory samuel benjamin patrick jack dennis alexander tyler aaron jose adam nathan henry "
    "peter kyle noah ethan jeremy walter christian keith roger terry sean gerald carl dylan "
    "arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie "
    "tony boris keir vladimir dmitry sergei angelino carlos ahmed mohammed muhammad ali hassan "
    "hussein omar ibrahim yusuf rex hage nangolo gopaul yuri dali doug lucas alpha tom mike "
    "jim "
    "bob bill matt chris nick ben sam dan ken ron greg jeff steve phil simon ian neil colin"
)
FEMALE_NAMES = _set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah "
    "stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela "
    "emma "
    "nicole helen samantha katherine christine debra rachel carolyn janet catherine maria "
    "heather "
    "diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith "
    "megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances "
    "kathryn "
    "janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle "
    "beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori "
    "duduzile "
    "fatima aisha nadia leila yasmin shelley nadine jane kate claire holly angelica theresa "
    "kamala hillary michelle angela ursula giorgia jacinda leanne"
)
COUNTRIES = _set(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain "
    "bangladesh belarus belgium benin bolivia botswana brazil britain bulgaria burundi "
    "cambodia "
    "cameroon canada chad chile china colombia congo croatia cuba cyprus denmark ecuador egypt "
    "england eritrea estonia ethiopia finland france gaza georgia germany ghana greece "
    "guatemala "
    "guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy "
    "jamaica "
    "japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon liberia libya lithuania "
    "madagascar malawi malaysia mali malta mexico moldova mongolia morocco mozambique myanmar "
    "namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama "
    "paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal "
    "serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan "
    "tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela "
    "vietnam wales yemen zambia zimbabwe"
)
