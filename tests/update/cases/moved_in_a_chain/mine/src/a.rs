fn x() {}
// mine x
