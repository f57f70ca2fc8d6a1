new
b
c
d
new
