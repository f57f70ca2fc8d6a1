fn one(first: u64, second: u64) -> u64 {
	first * second
}

fn two() {
	one(1, 2);
	one(3, 4);
}
