a
mine
b
c
d
