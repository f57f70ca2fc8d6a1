a
b
c
d
mine
