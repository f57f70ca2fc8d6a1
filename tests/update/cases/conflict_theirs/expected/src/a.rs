mine
b
c
d
new
