fn y() {}
// mine y
