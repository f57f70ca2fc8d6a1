new
b
c
d
mine
