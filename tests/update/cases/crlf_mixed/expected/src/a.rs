a
mine
b
c
new
