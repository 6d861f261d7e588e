"""How the clips of sounds/ are made: a development tool, used by no program.

sounds/README.md says how to run it; requirements.txt names what it needs beside.
"""
