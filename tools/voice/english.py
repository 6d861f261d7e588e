"""English words and sentences, straight from one of the model's own English voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that the table can be read without the model's packages
    from tools.voice.model import Floats, Model

VOICE, SPEED = "af_heart", 0.85
PHONEMES = {
    "and": "ˈænd",
    "calling again": "kˈɔlɪŋ əɡˈɛn",
    "please proceed to counter": "plˈiz pɹəsˈid tə kˈWntəɹ",
    "reminder": "ɹəmˈIndəɹ",
    "ticket number": "tˈɪkɪt nˈʌmbəɹ",
    "zero": "zˈɪɹO", "one": "wˈʌn", "two": "tˈu", "three": "θɹˈi", "four": "fˈɔɹ",
    "five": "fˈIv", "six": "sˈɪks", "seven": "sˈɛvən", "eight": "ˈAt", "nine": "nˈIn",
    "ten": "tˈɛn", "eleven": "əlˈɛvən", "twelve": "twˈɛlv", "thirteen": "θˌɜɹtˈin",
    "fourteen": "fˌɔɹtˈin", "fifteen": "fˌɪftˈin", "sixteen": "sˌɪkstˈin",
    "seventeen": "sˌɛvəntˈin", "eighteen": "ˌAtˈin", "nineteen": "nˌIntˈin",
    "twenty": "twˈɛnti", "thirty": "θˈɜɹti", "forty": "fˈɔɹti", "fifty": "fˈɪfti",
    "sixty": "sˈɪksti", "seventy": "sˈɛvənti", "eighty": "ˈAti", "ninety": "nˈInti",
    "hundred": "hˈʌndɹəd", "thousand": "θˈWzənd",
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi",
    "H": "ˈAʧ", "I": "ˈI", "J": "ʤˈA", "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "O": "ˈO",
    "P": "pˈi", "Q": "kjˈu", "R": "ˈɑɹ", "S": "ˈɛs", "T": "tˈi", "U": "jˈu", "V": "vˈi",
    "W": "dˈʌbəlju", "X": "ˈɛks", "Đ": "dˈi bˈɑɹ",
    "Y": "wˈI", "Z": "zˈi",
    "Please choose an agency.": "plˈiz ʧˈuz ɐn ˈAʤᵊnsi.",
    "Please choose a service.": "plˈiz ʧˈuz ɐ sˈɜɹvəs.",
    "Please choose a purpose, then press: Take a number.":
        "plˈiz ʧˈuz ɐ pˈɜɹpəs, ðˈɛn pɹˈɛs, tˈAk ɐ nˈʌmbəɹ.",
    "Please type the Vietnamese name of the procedure. Marks are not needed.":
        "plˈiz tˈIp ðə viˌɛtnəmˈiz nˈAm ʌv ðə pɹəsˈiʤəɹ. mˈɑɹks ɑɹ nˌɑt nˈidəd.",
    "Please hold the code on your appointment slip under the scanner.":
        "plˈiz hˈOld ðə kˈOd ˌɔn jʊɹ əpˈYntmənt slˈɪp ˌʌndəɹ ðə skˈænəɹ.",
    "Your number is": "jʊɹ nˈʌmbəɹ ˈɪz,",
    "Please take a seat and wait for your number to be called.":
        "plˈiz tˈAk ɐ sˈit ænd wˈAt fɔɹ jʊɹ nˈʌmbəɹ tə bi kˈɔld.",
    "Are you still there?": "ɑɹ ju stˈɪl ðˈɛɹ?",
    "Sorry, no number can be given just now. Please speak to a member of staff.":
        "sˈɑɹi, nˈO nˈʌmbəɹ kæn bi ɡˈɪvən ʤˈʌst nˈW. plˈiz spˈik tə ɐ mˈɛmbəɹ ʌv stˈæf.",
    "The printer is out of paper. Please remember the number on the screen.":
        "ðə pɹˈɪntəɹ ɪz ˈWt ʌv pˈApəɹ. plˈiz ɹəmˈɛmbəɹ ðə nˈʌmbəɹ ˌɔn ðə skɹˈin.",
    "Please wait a moment before taking another number.":
        "plˈiz wˈAt ɐ mˈOmᵊnt bəfˌɔɹ tˈAkɪŋ ənˈʌðəɹ nˈʌmbəɹ.",
}  # fmt: skip


def speak(model: Model, text: str) -> Floats:
    """A text of ``PHONEMES``; a bare word is said as if more followed."""
    phonemes = PHONEMES[text]
    said = phonemes if phonemes[-1] in ",.?" else f"{phonemes}."
    return model.speak(said, model.plan(said, SPEED))
