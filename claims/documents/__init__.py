"""Files and links as texts: what a sender's document is, and the words in it.

`pdf` and `docx` run in a process of their own (`sandbox`) and import nothing of the desk's.
"""
