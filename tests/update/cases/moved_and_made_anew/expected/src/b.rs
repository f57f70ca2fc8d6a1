fn x() {}
// mine
