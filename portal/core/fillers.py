"""German words that say nothing about what a text is about; with and without umlauts."""

_WORDS = """
aber alle als also am an auch auf aus bei beim bin bis da dann das dass dem den denn der des die
dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es
fuer geht gibt hab habe haben hat hier ich ihr ihre ihrem ihren im in ins ist ja kann kein keine
koennen man mein meine meinem meinen meiner mich mir mit muss nach nicht noch nun nur ob oder ohne
sehr sein seit sich sie sind so soll sollte ueber um und uns unser unsere unter vom von vor wann
war warum was weil wenn wer werden wie wieder will wird wo wurde zu zum zur
für gestern heute immer können schon über
"""
FILLERS = frozenset(_WORDS.split())
