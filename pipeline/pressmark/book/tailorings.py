"""How languages order letters otherwise than Unicode's root collation does: CLDR 47, common/collation/*.xml
(Unicode License v3), without the upper case, which follows from the lower.

`c<č` is a letter č after c, `a<<ą` an a that differs in its sign alone, `^b<á` a letter before b; what stands
after one another is one order: `^ǀ<å<ä<ö` is å ä ö after z. `þ=th` is a þ that is read as th. What a
language does not have here the root has right: de, en, fr, it, nl, pt, ru, el and others.
"""

from __future__ import annotations

from collections.abc import Mapping

# After Z, and before all that is not Latin.
_AFTER_Z = "^ǀ"

_CROATIAN = "c<č<ć d<dž<<ǆ<đ l<lj<<ǉ n<nj<<ǌ s<š z<ž"
_NORWEGIAN = f"d<<đ<<ð þ=th y<<ü<<ű {_AFTER_Z}<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa"

TAILORINGS: Mapping[str, str] = {
    "az": "c<ç g<ğ ^i<ı o<ö s<ş u<ü k<q e<ə h<x z<w",
    "be": "е<ё у<ў",
    "br": "c<ch<cʼh",
    "bs": _CROATIAN,
    "ceb": "n<ñ<ng",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": f"d<<đ<<ð þ=th y<<ü<<ű {_AFTER_Z}<æ<<ä<ø<<ö<<ő<å<<aa",
    "dsb": "c<č<ć e<ě h<ch ^l<ł n<ń r<ŕ s<š<ś z<ž<ź",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "^t<š<z<ž ^x<õ<ä<ö<ü",
    "fi": f"d<<đ g<<ǥ n<<ŋ t<<ŧ y<<ü z<<ʒ {_AFTER_Z}<å<ä<<æ<ö<<ø",
    "fil": "n<ñ<ng",
    "fo": f"d<<đ<<ð þ=th y<<ü<<ű {_AFTER_Z}<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa",
    "fy": "i<<y",
    "gl": "n<ñ",
    "ha": "b<ɓ d<ɗ k<ƙ s<sh t<ts y<ƴ<<ʼy",
    "haw": "a<e<i<o<u w<ʻ",
    "hr": _CROATIAN,
    "hsb": "c<č<ć e<ě h<ch ^l<ł r<ř s<š z<ž<ź",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny s<sz t<ty z<zs o<ö<<ő u<ü<<ű "
    "ccs=cscs ddz=dzdz ddzs=dzsdzs ggy=gygy lly=lyly nny=nyny ssz=szsz tty=tyty zzs=zszs",
    "ig": "b<ch g<gb<gh<gw i<ị k<kp<kw n<ṅ<nw<ny o<ọ s<sh u<ụ",
    "is": f"^b<á d<<đ<ð ^f<é ^j<í ^p<ó ^v<ú ^z<ý {_AFTER_Z}<æ<<ä<ö<<ø<å",
    "kk": "е<ё ұ<ү ^ь<і",
    "kl": f"d<<đ<<ð q<<ĸ þ=th y<<ü<<ű {_AFTER_Z}<æ<<ä<<ę<ø<<ö<<ő<<œ<å",
    "ku": "c<ç e<ê<<é i<î<<í s<ş u<û<<ú<<ù",
    "ky": "е<ё",
    "lkt": "c<č g<ǧ h<ȟ s<š z<ž",
    "ln": "e<ɛ o<<ɔ",
    "lt": "a<<ą c<č e<<ę<<ė i<<į<<y s<š u<<ų<<ū z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "ԃ<ѓ ћ<ќ",
    "mt": "^c<ċ ^g<ġ ^h<għ ^i<ħ ^z<ż",
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "no": _NORWEGIAN,
    "nso": "e<ê o<ô s<š",
    "om": "z<ch<dh<kh<ny<ph<sh",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș<<ş t<ț<<ţ",
    "se": f"^b<á ^d<č<ʒ<ǯ ^e<đ<<ð ^h<ǧ<ǥ ^l<ǩ ^o<ŋ<<ń<<ñ ^t<š ^u<ŧ<<þ y<<ü<<ű "
    f"{_AFTER_Z}<ž<ø<<œ<æ<å<<ȧ<ä<<ã<ö<<ő<<õ<<ô<<ǫ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "^d<ç ^e<dh ^f<ë ^h<gj ^m<ll ^o<nj ^s<rr ^t<sh ^u<th ^y<xh ^ʒ<zh",
    "sv": f"d<<đ<<ð þ=th y<<ü<<ű {_AFTER_Z}<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô",
    "tk": "c<ç e<ä j<ž n<ň o<ö s<ş u<ü y<ý",
    "tn": "e<ê o<ô s<š",
    "tr": "c<ç g<ğ ^i<ı o<ö s<ş u<ü",
    "uk": "г<ґ і<ї",
    "uz": "^ʒ<oʻ<<oʼ<gʻ<<gʼ<sh<ch",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
    "wo": "a<à e<é<ë n<ñ<ŋ o<ó",
    "yo": "e<ẹ g<gb o<ọ s<ṣ",
}
