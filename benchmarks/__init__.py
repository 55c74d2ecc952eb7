"""How long does it take to draw labels that never overlap?"""
