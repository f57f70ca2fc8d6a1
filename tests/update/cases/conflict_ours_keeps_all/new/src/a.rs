a
new
