"""What English sentences that are worth checking look like, and those that are not.

Read by `claims.reading.worthiness`: one pattern a sign, matched without regard to case on a view.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "harm": (
        r"\b(?:kill|dead\b|death|die[sd]?\b|dying|injur|wound|massacre|attack|murder|bomb|blast|"
        r"explo|shot\b|shoot|stab|rape|crash|collid|victim|casualt|toll\b|violen|execut|strike\b|"
        r"strikes\b|flood|fire\b|destroy|disease|poison|terror|displac|hostage|looting|unrest|riot)"
    ),
    "superlative": (
        r"\b(?:most|largest|biggest|highest|lowest|busiest|best|worst|greatest|youngest|oldest|"
        r"longest|fastest|deadliest|fewest|richest|poorest|smallest|record|"
        r"first ever|first time|never|only \w+ (?:to|in|of)|the only|unprecedented|"
        r"every (?:single|one))\b"
    ),
    "comparison": (
        r"\b(?:more than|less than|fewer than|compared (?:to|with)|twice|double[ds]?|triple[ds]?|"
        r"half|higher|lower|larger|smaller|bigger|increase[ds]?|decrease[ds]?|rose|risen|fell|"
        r"fallen|grew|grown|dropped|declined|up by|down by|up from|down from|outnumber)\b"
    ),
    "cause": (
        r"\b(?:caused?|because|due to|led to|leads? to|result(?:ed|s)? (?:in|from|of)|triggered|"
        r"sparked|blamed|attributed to|following|thanks to|after|left)\b"
    ),
    "law": (
        r"\b(?:law|laws|court|judge|ruled|ruling|charge[ds]?|charges|convict\w*|sentenced|"
        r"constitution\w*|treaty|resolution|legislat\w*|bill|ban(?:s|ned)?|illegal\w*|arrest\w*|"
        r"indict\w*|plead\w*|guilty|trial|lawsuit|sanction\w*|veto|prosecut\w*|jail\w*|"
        r"investigat\w*|evidence|accus\w*|regulat\w*|vote[ds]?)\b"
    ),
    "money": (
        r"[$£€¥]\s?[0-9]|\b(?:million|billion|trillion|funds|budget|tax|taxes|cost|costs|price|"
        r"prices|revenue|spending|debt|bank|funding|economy|gdp|inflation)\b"
    ),
    "event": (
        r"\b(?:(?:have|has|had|was|were|been)\s+(?:\w+ly\s+|also\s+|now\s+|all but\s+)?\w+(?:ed|"
        r"own|wn|en|ne|ung|ld|nt|id|de|pt|ken|won)|began|broke|won|lost|beat|held|took|launched|"
        r"carried out|signed|passed|opened|closed|rejected|approved|elected|appointed|resumed|"
        r"found|detected|discovered|confirmed|published|scored|banned|bans|abolished|suspended|"
        r"adopted|waged|blocked|accused|claimed|claims|committed|revealed)\b"
    ),
    "prediction": (
        r"\b(?:will|won't|shall|going to|would|could|may|might|expected to|plans? to|vow(?:s|ed|"
        r"ing)?|pledge[ds]?|promise[ds]?|intends?|hopes?|hoping|aims? to|set to|is due to|"
        r"forecast|scheduled|likely)\b"
    ),
    "motive": (
        r"\b(?:in (?:rejection|support|solidarity|response|retaliation|protest|an effort|order|"
        r"honou?r|homage)|aimed at|so as to|in order to|on behalf of|in the hope)\b"
    ),
    "opinion": (
        r"\b(?:great|greatest thing|wonderful|terrible|terrific|fun|amazing|astonishing|incredible|"
        r"beautiful|fantastic|awesome|worthy|crazy|decent|odd|nonsens\w*|hilarious\w*|fascinating|"
        r"lucky|coolest|disastrous|unhelpful|i think|i feel|i believe|i hope|in my (?:view|opinion|"
        r"judgment)|should|must|ought|deserve[sd]?|perhaps|maybe|seems?|appears?|somewhat|"
        r"admittedly|sensible|important|dangerous|tough|hard to|impossible|competitive|surprising|"
        r"proud|honou?red|thrilled|delighted|best thing|next best|good guy|nice|sad|tragic|"
        r"scream|too many|too much|feels? like|looks? like|can't be|perfectly|capable|mastery|"
        r"infectious|useful|inspiring|predictably|clutching|petty|weak|smart|brilliant|exciting|"
        r"look forward|shocking|(?:is|are|was|were) (?:such )?an? (?:\w+ )?(?:disgrace|shame|"
        r"outrage|farce|joke|scandal|mess|insult|mockery|embarrassment|pity|triumph|nonsense))\b"
    ),
    "appeal": (
        r"^\W*(?:please\b|let's\b|let us\b|here's hoping|here's to\b|go with\b|give \w+|click|sign "
        r"up|subscribe|visit\b|listen\b|read\b|watch\b|join\b|follow us|download|contact\b|donate|"
        r"call us|see also|share\b|get our|register\b|don't miss|for [^,.]{3,40}, (?:go|visit|see|"
        r"call|click|email|please|contact)\b|for (?:more|further|additional) )|"
        r"\burged (?:the|all|everyone|people|residents|motorists|his|her|their)\b|"
        r"^[^,.:;]{0,50}\b(?:encouraged|advised|implored|reminded|called on|appealed to|cautioned) "
        r"(?:(?:all|the|those|local) )?(?:residents|people|public|motorists|drivers|communities|"
        r"citizens|commuters|parents|everyone|anyone|visitors|voters|travell?ers|them)\b"
        r"[^.]{0,60} (?:not )?to\b"
    ),
    "first person": r"\b(?:i|i'm|i've|i'd|i'll|me|my|we|we're|we've|we'll|"
    r"our|(?-i:us)|you|you're|you've|you'll|your)\b",
    "vague": (
        r"\b(?:some people|many people|it is (?:believed|thought|understood)|reportedly|allegedly|"
        r"rumou?r\w*|something|somehow|things|stuff|various|a number of|in many instances|kind of|"
        r"sort of|it was unclear|great attention|attention of)\b"
    ),
    "scene": (
        r"\b(?:sat (?:in|on|at|down)|sits|wore\b|wearing|dressed in|looked on|smil(?:ed|es|ing)|"
        r"laugh(?:s|ed|ing)|hugg?(?:ed|ing)|cheer(?:ed|ing)|stood (?:in|by|at)|walk(?:ed|s) "
        r"(?:in|into|through)|the look|waved|embraced|sipp?(?:ed|ing)|nodd?(?:ed|ing)|front row|"
        r"sunny|i sit\b)\b"
    ),
    "absolute": (
        r"\b(?:never|always|no longer|none|not one|no one|nobody|neither|not guilty|"
        r"did not|has not|have not|hasn't|haven't|didn't|isn't|wasn't|there (?:isn't|is no|"
        r"are no))\b"
    ),
    "exclamation": r"^\W*(?:what an?\b|how \w+!|yes\b|no,|well,|oh\b|come on|thank|of course|wow)",
    "wish": r"\b(?:we|i) (?:hope|wish|trust|want|would like)\b",
    "silence": (
        r"\b(?:declin\w+ to (?:comment|say|answer)|(?:would|could|did|does) not (?:immediately |yet )?(?:say|comment|respond|reply|answer)|(?:has|have|had) not (?:yet )?(?:responded|replied|answered|commented)|could not (?:immediately )?be reached|refused to (?:comment|say|answer))\b"
    ),
    # of which kind a claim is, without weight in its worth
    "promise": (
        r"\b(?:vow(?:s|ed|ing)?|pledge[ds]?|promise[ds]?|commit(?:s|ted)? to|guarantee[ds]?)\b"
    ),
    "rule": (
        r"\b(?:laws?|constitution|treaty|regulations?|rules?|code|act|statute|licen[cs]e|convention|ban) (?:\w+ ){0,3}?(?:says?|requires?|bans?|banned|prohibits?|allows?|permits?|forbids?|limits?|obliges?|states?|provides?)\b|\b(?:is|are|was|were) (?:illegal|legal|unlawful|forbidden|prohibited|required by|banned by|allowed by)\b"
    ),
    "causes": (
        r"\b(?:caused (?:by|the|a)|because|due to|led to|leads to|result(?:ed|s)? (?:in|from)|triggered|blamed on|thanks to)\b"
    ),
    "change": (
        r"\b(?:rose|risen|rises|fell|fallen|grew|grown|climbed|jumped|dropped|declined|doubled|tripled|halved|soared|plunged|compared (?:to|with)|twice (?:as|the)|(?:up|down) (?:by|from)|higher than|lower than|larger than|smaller than|outnumber\w*|(?:increase|decrease|rise|fall|drop)d? (?:of|by|in))\b"
    ),
    "finding": (
        r"\b(?:stud(?:y|ies)|research(?:ers?)?|scientists|investigators|authors|team|trials?|"
        r"analys[ei]s|findings?|results|survey|review|preprint|report|poll|they|we|experts|data|"
        r"evidence|work|tests|experiments?)\b[^.;]{0,140}?\b(?:found|finds?|show(?:s|ed|n)?|"
        r"suggest(?:s|ed)?|reveal(?:s|ed)?|report(?:s|ed)?|conclude[sd]?|demonstrate[sd]?|"
        r"discover(?:s|ed)|identif(?:y|ied|ies)|indicate[sd]?|confirm(?:s|ed)?|determined|"
        r"linked|warn(?:s|ed)?|estimate[sd]?|impl(?:y|ies)|proved|developed)\b|"
        r"\baccording to (?:an?|the|new|recent|\w+'s) [^,.]{0,60}\b(?:stud(?:y|ies)|research\w*|"
        r"report|analysis|survey|findings|data|figures|scientists|trial|review)\b"
    ),
    "research": (
        r"\b(?:stud(?:y|ies)|research\w*|scientists?|trials?|analys[ei]s|findings|survey|preprint|"
        r"experiments?|report|poll|data|census|audit|figures)\b"
    ),
    "effect": (
        r"\b(?:associated with|linked to|link between|risks? of|risk for|(?:more|less) likely|"
        r"reduc(?:es?|ed|ing|tion)|improv(?:es?|ed|ing)|protect(?:s|ed|ion)?|prevents?|effective\w*|"
        r"benefits?|helps?|harmful|impairs?|boosts?|lowers?|raises?|affects?|contributes?|"
        r"depends? on|correlat\w+|significantly)\b"
    ),
    "fresh": (
        r"\b(?:new|newly|recent|recently|latest|today|announced|just|has (?:selected|launched|"
        r"developed|published|created)|have (?:developed|revealed|discovered|found|shown))\b"
    ),
    "background": (
        r"\b(?:is|are) (?:an?|the|one of) |\b(?:known as|referred to as|defined as|called|"
        r"for years|for decades|since [0-9]{4}|in recent years|continues? to|usually|typically|"
        r"often|generally|can be)\b"
    ),
    "summing": (
        r"^\W*(?:overall|conclusions?|in (?:conclusion|summary|short|brief)|taken together)\b"
    ),
    "credit": (
        r"^\W*(?:(?:study|source|image|photo(?:graph)?|credit|journal reference|latest|caption|"
        r"written by|by)\b[^.]{0,60}:|latest \w+[^.]{0,60} news\b|"
        r"(?:reporting|editing|writing|additional reporting) by\b)|"
        r"\b(?:(?:image|photo|picture) (?:credit|shows?)\b|"
        r"(?:this|file|in this) [^.]{0,12}(?:photo|image|picture)\b|credits?:|shutterstock\b|"
        r"getty images\b|contribut(?:ed|ing) to this report\b|read more\b)|"
        r"\u00a9|\((?:photo|image|reporting|editing)\b"
    ),
    "simile": (
        r"\b(?:(?:is|are|was|were|be|been|it's|that's|just|much|more|feels?|felt|looks?|sounds?) "
        r"like (?:an?\b|the\b|\w+ing\b)|as if|as though|so to speak|of the time\b)"
    ),
}
