fn one() {}

fn two() {}

fn three() {
    new();
}
