a
b
c
new
