a
mine
