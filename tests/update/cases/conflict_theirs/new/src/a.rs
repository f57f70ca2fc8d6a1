a
b
c
d
new
