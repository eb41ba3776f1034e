"""What English pages write around their stories: bylines, credits, menus, notes of the wires.

Read by `claims.reading.anatomy`: patterns are matched without regard to case on a paragraph's head.
"""

from __future__ import annotations

BYLINE = (
    r"^\^?(?:by|written by|story by|report by|reported by|text by|words by)\b:?\s+"
    r"(?=[^a-z\s]|staff|our|the)(?:[^.!?]|(?<=\b[A-Z])\.){2,90}$"
)

CREDIT = (
    r"\((?:photo|photograph|picture|image|source|credit|file photo|courtesy|ap photo|video)\b"
    r"[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:photo|photos|picture|pictures|image|photograph|photo credit|credit)"
    r"(?: by| courtesy| from)?\s?:\s?\S[^:]{1,60}$|"
    r"(?:via|/)\s?(?:reuters|afp|ap|getty|epa|getty images)\b[^.]{0,40}|"
    r"(?:©|\(c\))\s*(?:reuters|afp|ap|getty|epa|sputnik)\b|"
    r"\b(?:reuters|afp|ap photo|getty images?|"
    r"epa)\s?/\s?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$|"
    r"\bcredit(?:\.\.\.|…)\s?\S[^.]{2,60}$|"
    r"\bsubmitted photo$|\bhandout\b[^.]{0,30}$|\bfile (?:photo|picture)\b[^.]{0,40}\.?$|"
    r"\(the independent\)$|\((?:ap|afp|reuters|getty|getty images|epa|npa|supplied|file|ap photo)"
    r"(?:/[^()]{1,40})?\)$|mandatory credit"
)

_WHO = r"(?-i:[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})"
FURNITURE = (
    rf"^{_WHO} (?:is|was) an? [^.\"]{{0,60}}\b(?:reporter|writer|editor|correspondent|columnist|"
    r"journalist|contributor|freelancer)\b[^.\"]{0,80}(?:\.[^.\"]{0,80}){0,2}$|"
    rf"^{_WHO} (?:covers|reports on|writes about) [^.\"]{{3,60}}\b(?:for|at) [^.\"]{{2,50}}(?:\.[^.\"]{{0,60}}){{0,2}}$|"
    r"^[-–—*\s•|]*(?:advertisements?|share\b|tweet\b|follow\b|subscribe|sign up|sign in|log ?in|"
    r"register\b(?! )|read more\b|read next|read also|also read|see also|related\b|recommended|"
    r"most (?:popular|read|viewed)|trending|top stories|editor.?s.? (?:choice|picks?)|more from|"
    r"more "
    r"about|click (?:here|for)|comments?\b(?! on)|would you like to comment|please read our|listen "
    r"here|get (?:our|short url)|i would like to be emailed|want to bookmark|for free real time|"
    r"join our|story continues|this (?:article|story) (?:was|is|first|originally)|copyright|©|"
    r"\(c\)|"
    r"all rights reserved|distributed by|for (?:more|further|additional) (?:information|details)|"
    r"media contacts?|contacts?:|source:|tel:|phone:|email:|e-mail:|notes? to editors?|editorial "
    r"contacts|editing by|reporting by|additional reporting|writing by|compiled by|edited by|the "
    r"following information is not|visit the\b|watch\s?[|:]|poll\s?[|:]|live\s?[|:]|video\s?[|:]|"
    r"skip "
    r"to|home ?»|play video|loading|newsletter|cookie|privacy|terms of|"
    r"powered by|our standards|send this to|print this|font size|\d+ (?:shares?|comments?)\b|"
    r"\d+ minute read|media release|news release|press release|for immediate release|"
    r"updated?:?$|last updated|published:?|posted:?|correction:|editor.?s note|attention\b\s*-|"
    r"eds:|story highlights|key highlights|breaking news$|our thomson|what do you think|"
    r"[^.]{0,160}\bcookies?\b|this is a breaking|it comes as you|view (?:all|comments)|open in|"
    r"explore more|"
    r"(?:facebook|twitter|x|instagram|youtube|whatsapp|telegram|pinterest|linkedin|poll)$|"
    r"stay informed\b|get in-depth|invest in (?:journalism|democracy)|support (?:our|independent|"
    r"quality) journalism|[^.]{0,60}\bfor only \S{1,12} (?:a|per) (?:month|week|year)|"
    r"our (?:editorial (?:staff|team|board|office|policy|standards|process)|newsroom|"
    r"(?:team of )?(?:journalists|reporters|editors|fact-checkers)(?: and \w+)?)(?: at [\w. ]{2,40}?)? "
    r"(?:is|are|has|have|may|can|will|works?|checks?|follows?|uses?|reviews?|produces?|brings?|"
    r"strives?|contributed|prepared)\b|this (?:article|story) has been (?:updated|"
    r"corrected|edited|amended)\b|"
    r"(?-i:[A-Z])[^.,;\"]{1,50}(?:, founded in [0-9]{4},)? is an? "
    r"(?:(?!founder)[\w-]+ (?:and )?){0,5}(?:news (?:agency|site|outlet|organi[sz]ation|service|"
    r"website|portal)|newsroom|newspaper)\b[^\"]{0,120}\b(?:founded|non-?profit|independent|"
    r"award-winning|committed|dedicated|covers|covering|our|readers|subscribers)\b|"
    r"written by|journalist$|senior reporter|(?:the )?following are)"
)

SECTION_END = (
    r"^[-–—*\s•|]*(?:our standards|read next|editor.?s.? (?:choice|picks?)|most (?:popular|read|"
    r"viewed)|"
    r"top stories|related (?:articles?|stories|topics|news)|more (?:about|from|on this)|"
    r"read more on|"
    r"would you like to comment|stay connected|join our comment|recommended|©|copyright\b|\(c\)|"
    r"notes? to editors?|# notebook|media contacts?|about us$|you (?:may|might) also|latest news|"
    r"leave a (?:reply|comment)|sections$|privacy preference|\(?(?:additional )?reporting by|"
    r"share this|tags:?$|read more:|sponsored|newsletter)"
)

WIRE_NOTE = (
    r"^\((?:adds?|updates?|recasts?|corrects?|releads?|writes? through|refiles?|eds|editors|new "
    r"throughout|reporting|additional reporting|editing|writing|compiled)\b|"
    r"^\^(?!by )|^(?:ur )?eds:|^attention\b\s*-|^editor.?s note\b|^bc-|^ap-[a-z]{2}-|"
    r"^[a-z]{2,4}(?:/[a-z]{2,4}){1,5}$|"
    r"^[A-Z]{3}_[A-Z]{3}_[0-9]{8}|^[A-Z]{3}[0-9]{8}[.0-9]*|^[a-z]{1,4}[0-9]{3,6}\b|^[0-9]{6} "
    r"[a-z]{3} [0-9]{2}$|^_{2,}$|^[*\s=_#-]{2,}$|^\(profile\b|^ql ur\b|"
    r"^[^.]{0,70}\b(?:contributed to|"
    r"reported from)\b[^.]{0,80}\.(?: [^.]{0,90}contributed[^.]{0,90}\.)?$|"
    r"^[^.]{0,20}associated press writers?\b"
)

AGE = r"\b(?:[0-9]{1,2}|an?) (?:minutes?|hours?|days?) ago\b"

BOILERPLATE = (
    r"\b(?:cookies?|opt[- ]?out|your browser|personal (?:information|data)|privacy policy|"
    r"our (?:site|website|pages|newsletters?|terms)|your (?:inbox|privacy|consent|preferences))\b"
)
