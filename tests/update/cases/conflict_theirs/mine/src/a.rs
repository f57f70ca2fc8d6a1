mine
b
c
d
mine
